"""Files that the desk looked at: a report, and a plan somebody brought."""

from uuid import UUID

from sqlmodel import Session

from tests.reports.exports import PERSON, file_of
from webapp.arrivals.changes import keep_arrival
from webapp.base.clock import now, today
from webapp.bundles.queries import bundle_of
from webapp.imports.changes import keep_preview
from webapp.imports.previews import preview_of
from webapp.people.models import Person
from webapp.portions.comparing import plan_for
from webapp.portions.models import ImportRun
from webapp.practices.models import Practice, StaffMember
from webapp.reports.opening import opened_export


def an_import(session: Session, practice: Practice) -> ImportRun:
    """A file that was looked at and not yet brought in."""
    export = opened_export(file_of(PERSON).encode(), file_name="people.csv", read_on=today(), test_numbers=True)
    report = preview_of(export, plan_for(session, practice.id, export.reading), practice_code=practice.code)
    return keep_preview(session, practice_id=practice.id, export=export, report=report, by=None)


def some_files(session: Session, practice: Practice, person: Person, clinician: StaffMember) -> dict[str, UUID]:
    """A report, and their own plan as a file: both looked at, and not yet said yes to."""
    arrival = keep_arrival(session, bundle=bundle_of(session, person.id, at=now()), practice_id=practice.id, by=clinician.id)
    return {"run": an_import(session, practice).id, "arrival": arrival.id}
