"""What the made-up surgery gives people to read: a leaflet of its own, and a film that a made-up charity shows."""

from datetime import timedelta

from sqlmodel import select

from webapp.base.clock import today
from webapp.database.session import Database
from webapp.demo.files import cast
from webapp.leaflets.changes import keep_leaflet
from webapp.leaflets.models import LeafletKind
from webapp.practices.models import Practice, Role, StaffMember


def things_to_read(database: Database, practice: Practice) -> None:
    with database.writing() as session:
        nurse = session.exec(select(StaffMember).where(StaffMember.practice_id == practice.id, StaffMember.role == Role.CLINICIAN)).first()
        for one in cast()["leaflets"]:
            values = {**one, "kind": LeafletKind(one["kind"]), "review_on": today() + timedelta(days=one["review_on"])}
            keep_leaflet(session, practice_id=practice.id, values=values, by=nurse.id)
