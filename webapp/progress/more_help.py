"""\"I need more help\", and a promise that was not kept: one task each with a time limit for the practice, and what the person is told of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import in_london, london, now, today, wall
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.tasks.changes import open_task
from webapp.tasks.models import Task, TaskKind, Urgency
from webapp.tasks.queries import newest_tasks

# What became of it is shown for so long.
SHOWN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Answer:
    """What a person who told their surgery something is told. `by`: the day by whose end somebody is in touch.

    `asked`: nobody has closed it yet; `is_late`: that day has passed. `closed_on`: the surgery answered, by `outcome` and in its own `words`.
    """

    by: date
    asked: bool = False
    is_late: bool = False
    closed_on: date | None = None
    outcome: str = ""
    words: str = ""


def help_subject(person_id: UUID) -> str:
    return f"more_help:{person_id}"


def promise_subject(item_id: UUID) -> str:
    return f"promise:{item_id}"


def more_help(session: Session, *, practice: Practice, person_id: UUID) -> Answer:
    subject = help_subject(person_id)
    return answers(session, practice=practice, kind=TaskKind.MORE_HELP, subjects=[subject])[subject]


def answers(session: Session, *, practice: Practice, kind: TaskKind, subjects: Collection[str]) -> dict[str, Answer]:
    """By subject. What another surgery was told says nothing here: it no longer answers."""
    found = newest_tasks(session, practice.id, kind, subjects)
    return {subject: answer_of(found.get(subject), practice) for subject in subjects}


def answer_of(task: Task | None, practice: Practice) -> Answer:
    may_be_by = read_by(practice, wall())
    if task is None or (task.closed_at is not None and task.closed_at < now() - SHOWN_FOR):
        return Answer(may_be_by)
    if task.closed_at is not None:
        return Answer(may_be_by, closed_on=in_london(task.closed_at).date(), outcome=task.outcome or "", words=task.note or "")
    by = in_london(task.due_at).date() if task.due_at else may_be_by
    return Answer(by, asked=True, is_late=by < today())


def ask_for_help(session: Session, *, practice: Practice, person_id: UUID, why: str | None = None) -> None:
    """Pressed twice it is still one task, due when it was first."""
    due_at, urgency = london(read_by(practice, wall()), practice.closes), Urgency.NEXT_DAY
    subject = help_subject(person_id)
    open_task(session, practice_id=practice.id, kind=TaskKind.MORE_HELP, subject=subject, person_id=person_id, urgency=urgency, why=why, due_at=due_at)
