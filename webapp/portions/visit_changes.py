"""Write appointments down: booked, booked again, missed, cancelled. Staff are told of one that moved."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from webapp.base.clock import in_london, pathway_now, wall
from webapp.comparisons.plans import Added, Changed, Plan
from webapp.pathway.changes import book, record_missed
from webapp.pathway.models import Appointment, AppointmentKind
from webapp.pathway.queries import open_cycle
from webapp.portions.models import ImportedChange, ImportRun
from webapp.portions.snapshots import change_values
from webapp.reports.visit_rows import AppointmentRow
from webapp.reviews.changes import year_of_appointment
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency

REASON = "appointment report"


def write_appointments(session: Session, run: ImportRun, plan: Plan, *, by: UUID | None) -> None:
    """`by` is an account id."""
    for added in plan.added:
        made = add(session, run, added, by=by)
        note(session, run, made, {})
    for changed in plan.changed:
        change(session, run, changed, by=by)


def add(session: Session, run: ImportRun, added: Added, *, by: UUID | None) -> Appointment:
    row = added.row
    if row.status == "standing" and row.starts_at >= wall():
        return booked(session, run, row, added.known.id, by)
    return kept_as_history(session, run, row, added.known.id)


def booked(session: Session, run: ImportRun, row: AppointmentRow, person_id: UUID, by: UUID | None) -> Appointment:
    kind, on = AppointmentKind(row.kind), in_london(row.starts_at).date()
    cycle = year_of_appointment(session, person_id=person_id, practice_id=run.practice_id, kind=kind, on=on, reason=REASON, by=by)
    return book(session, cycle=cycle, kind=kind, starts_at=row.starts_at, with_whom=row.with_whom, place=row.place, source="import", by=by)


def kept_as_history(session: Session, run: ImportRun, row: AppointmentRow, person_id: UUID) -> Appointment:
    """One that is over: kept with its cycle when it began within it; nothing is booked by it."""
    cycle = open_cycle(session, person_id)
    within = cycle and row.starts_at.date() >= cycle.started_on
    made = Appointment(
        person_id=person_id,
        practice_id=run.practice_id,
        cycle_id=cycle.id if cycle and within else None,
        kind=AppointmentKind(row.kind),
        starts_at=row.starts_at,
        with_whom=row.with_whom,
        place=row.place,
        did_not_attend_at=row.starts_at if row.status == "did_not_attend" else None,
    )
    session.add(made)
    session.flush()
    return made


def change(session: Session, run: ImportRun, changed: Changed, *, by: UUID | None) -> None:
    row, edit = changed.row, changed.edits[0]
    if edit.field == "starts_at":
        return book_again(session, run, changed, by=by)
    found = session.get_one(Appointment, edit.gone[0])
    was = {"old": {one.field: one.old for one in changed.edits if one.come}}
    if edit.field == "did_not_attend":
        record_missed(session, appointment=found, at=row.starts_at)
        was = {"old": {"did_not_attend_at": None}}  # type: ignore[dict-item]
    elif edit.field == "cancelled":
        found.cancelled_at = pathway_now()
        was = {"old": {"cancelled_at": None}}  # type: ignore[dict-item]
    else:
        for one in changed.edits:
            setattr(found, one.field, one.come[0])
    session.add(found)
    return note(session, run, found, was | {"changed": True})


def book_again(session: Session, run: ImportRun, changed: Changed, *, by: UUID | None) -> None:
    """The new one takes the place of every coming one of its kind, and a human is told, because the person may have been told the old day."""
    edit = changed.edits[0]
    made = booked(session, run, changed.row, changed.known.id, by)
    for one in edit.gone:
        old = session.get_one(Appointment, one)
        old.replaced_at, old.replaced_by_id = old.replaced_at or pathway_now(), made.id
        session.add(old)
    note(session, run, made, {"replaced": list(map(str, edit.gone))})
    open_task(
        session,
        practice_id=run.practice_id,
        person_id=changed.known.id,
        kind=TaskKind.MOVED_APPOINTMENT,
        subject=f"appointment:{made.id}",
        urgency=Urgency.SOON,
        why=f"{edit.old} → {edit.new}",
    )


def note(session: Session, run: ImportRun, appointment: Appointment, was: dict) -> None:
    values = change_values(run.id, table_name="appointment", row_id=appointment.id, person_id=appointment.person_id, was=was)
    session.flush()
    session.execute(sa.insert(ImportedChange.__table__), values)
