"""Take back one imported appointment."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from webapp.base.clock import pathway_now
from webapp.pathway.models import Appointment
from webapp.tasks.changes import close_task
from webapp.tasks.models import TaskKind
from webapp.tasks.queries import open_task

NO_LONGER = "import undone"


def take_back_appointment(session: Session, appointment_id: UUID, was: dict, *, practice_id: UUID, by: UUID) -> None:
    """One that was only changed is as it was before. A new one goes, and what it had replaced stands again."""
    if was.get("changed"):
        session.execute(sa.update(Appointment).where(col(Appointment.id) == appointment_id).values(was["old"]))
        session.expire_all()
        return
    old = [UUID(one) for one in was.get("replaced", ())]
    replaced = sa.update(Appointment).where(col(Appointment.id).in_(old), col(Appointment.replaced_by_id) == appointment_id)
    session.execute(replaced.values(replaced_at=None, replaced_by_id=None))
    if task := open_task(session, practice_id, TaskKind.MOVED_APPOINTMENT, f"appointment:{appointment_id}"):
        close_task(session, task, by=by, outcome=NO_LONGER)
    try:
        with session.begin_nested():
            session.execute(sa.delete(Appointment).where(col(Appointment.id) == appointment_id))
    except IntegrityError:
        # Something hangs on it by now: it stays, as cancelled.
        session.execute(sa.update(Appointment).where(col(Appointment.id) == appointment_id).values(cancelled_at=pathway_now()))
