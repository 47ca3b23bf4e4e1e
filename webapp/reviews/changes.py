"""The next year begins: by the person who asks for it, or by an appointment that was booked. An invitation begins it in the room `recall`."""

import hashlib
from datetime import date
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import london, today, wall
from webapp.pathway.changes import begin_next_year, start_cycle
from webapp.pathway.models import AppointmentKind, Cycle, Stage
from webapp.pathway.queries import held_cycle
from webapp.people.models import Person
from webapp.plans.queries import plan_of
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.reviews.models import RecordCopy, Way
from webapp.reviews.queries import WAY_BACK, is_due, subject_of, talk_day_of
from webapp.reviews.rules import begins_next_year
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency


def ask_for_talk(session: Session, *, person: Person, practice: Practice, by: UUID) -> None:
    """The person wants the yearly talk: the next year begins if it may, and one task asks somebody to book it. Pressed twice it is still one.

    Already invited, or asked before: only the task.
    """
    cycle = held_cycle(session, person.id)
    if cycle is not None and is_due(session, cycle, today()):
        cycle = begin_next_year(session, cycle=cycle, by=by, why="the person asked for the yearly talk")
    if cycle is not None and cycle.stage in (Stage.ENTRY, Stage.INVITED, *WAY_BACK):
        due_at, urgency = london(read_by(practice, wall()), practice.closes), Urgency.NEXT_DAY
        kind, subject = TaskKind.TALK_WANTED, subject_of(person.id)
        open_task(session, practice_id=practice.id, kind=kind, subject=subject, person_id=person.id, urgency=urgency, due_at=due_at)


def want_talk(session: Session, *, person: Person, practice: Practice, by: UUID) -> None:
    """The person wants to talk, in whatever part of their year: the yearly talk where it is due, else one in between. Pressed twice it is one task."""
    ask_for_talk(session, person=person, practice=practice, by=by)
    due_at = london(read_by(practice, wall()), practice.closes)
    whose = {"practice_id": practice.id, "person_id": person.id, "subject": subject_of(person.id)}
    open_task(session, **whose, kind=TaskKind.TALK_WANTED, urgency=Urgency.NEXT_DAY, due_at=due_at)


def year_of_appointment(session: Session, *, person_id: UUID, practice_id: UUID, kind: AppointmentKind, on: date, reason: str, by: UUID | None) -> Cycle:
    """The year an appointment on that day belongs to: the open one, or the next, which it begins."""
    cycle, plan = held_cycle(session, person_id), plan_of(session, person_id)
    if cycle is not None and begins_next_year(cycle.stage, kind, on, plan and plan.review_on, talk_day_of(session, cycle)):
        return begin_next_year(session, cycle=cycle, by=by, why=reason)
    return cycle or start_cycle(session, person_id=person_id, practice_id=practice_id, reason=reason, by=by)


def note_copy(session: Session, *, person_id: UUID, practice_id: UUID, number: int, way: Way, content: str, by: UUID) -> RecordCopy:
    """The agreed plan went into the GP record. `by` is a staff member's id; of what went only a fingerprint is kept, and the revision says the rest."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    made = RecordCopy(person_id=person_id, practice_id=practice_id, number=number, way=way, digest=digest, by_id=by)
    session.add(made)
    session.flush()
    return made
