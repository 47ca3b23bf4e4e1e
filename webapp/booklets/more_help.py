"""\"I need more help\": one task with a time limit for the practice, and what the person is told of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import in_london, london, today, wall
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency
from webapp.tasks.queries import open_task as standing_task


@dataclass(frozen=True)
class MoreHelp:
    """`by`: the day by whose end somebody is in touch. `asked`: the person pressed, and nobody has closed it yet. `is_late`: that day has passed."""

    by: date
    asked: bool = False
    is_late: bool = False


def subject_of(person_id: UUID) -> str:
    return f"more_help:{person_id}"


def more_help(session: Session, *, practice: Practice, person_id: UUID) -> MoreHelp:
    found = standing_task(session, practice.id, TaskKind.MORE_HELP, subject_of(person_id))
    if found is None or found.due_at is None:
        return MoreHelp(read_by(practice, wall()), found is not None)
    by = in_london(found.due_at).date()
    return MoreHelp(by, True, by < today())


def ask_for_help(session: Session, *, practice: Practice, person_id: UUID) -> None:
    """Pressed twice it is still one task, due when it was first."""
    due_at, urgency = london(read_by(practice, wall()), practice.closes), Urgency.NEXT_DAY
    subject = subject_of(person_id)
    open_task(session, practice_id=practice.id, kind=TaskKind.MORE_HELP, subject=subject, person_id=person_id, urgency=urgency, due_at=due_at)
