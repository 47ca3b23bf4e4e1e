"""The demo's surgery with everything in place that PHQ-9 needs, and PHQ-9 chosen."""

from datetime import time

from sqlmodel import col, select

from webapp.base.clock import today, wall
from webapp.cover.changes import acknowledge_test, keep_cover, note_crisis_check, send_test
from webapp.cover.models import DutyEntry
from webapp.cover.queries import said_in
from webapp.demo.clock import apply_shift
from webapp.demo.queries import demo_practice
from webapp.instruments.changes import choose
from webapp.practices.models import Role, StaffMember

PHONES = {"duty_phone": "+447700900701", "deputy_phone": "+447700900702", "manager_phone": "+447700900703"}


def ask_the_nine(surgery) -> None:
    with surgery.database.writing() as session:
        apply_shift(session)
        practice = demo_practice(session)
        roles = {role: session.exec(select(StaffMember).where(StaffMember.role == role)).first() for role in (Role.CLINICIAN, Role.DUTY, Role.MANAGER)}
        lead, deputy, manager = (one.id for one in roles.values())
        said = {"lead_id": lead, "deputy_id": deputy, "manager_id": manager, "reads_from": time(8), "reads_until": time(18, 30)}
        keep_cover(session, practice=practice, said=said | PHONES | {"protocol": "Red folder", "officer": "Dr Safe", "officer_on": today()}, by=manager)
        note_crisis_check(session, practice=practice, by=lead)
        send_test(session, practice=practice, by=manager)
        acknowledge_test(session, practice=practice, by=deputy)
        choose(session, practice=practice, name="phq9", asked=True, wall=wall(), by=manager)


def on_the_duty_list(surgery) -> list[str]:
    """The words chosen, of every open entry."""
    with surgery.database.reading() as session:
        return [one["words"] for entry in session.exec(select(DutyEntry).where(col(DutyEntry.closed_at).is_(None))) for one in said_in(entry)]
