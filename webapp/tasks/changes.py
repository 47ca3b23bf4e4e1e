from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from webapp.base.clock import now
from webapp.tasks import queries, rules
from webapp.tasks.models import Task, TaskKind, Urgency

# The partial unique index that keeps one open task for one subject.
ONE_OPEN: dict[str, Any] = {"index_elements": ["practice_id", "kind", "subject"], "index_where": sa.text("closed_at IS NULL")}


def open_task(
    session: Session,
    *,
    practice_id: UUID,
    kind: TaskKind,
    subject: str,
    person_id: UUID | None = None,
    urgency: Urgency = Urgency.SOON,
    why: str | None = None,
    due_at: datetime | None = None,
) -> Task:
    """One open task for one subject, whoever asks and however often; asked again it only becomes more urgent or due sooner."""
    made = Task(practice_id=practice_id, kind=kind, subject=subject, person_id=person_id, urgency=urgency, why=why, due_at=due_at)  # type: ignore[call-arg]
    if insert_unless_open(session, made):
        return session.get_one(Task, made.id)
    standing = queries.open_task(session, practice_id, kind, subject)
    if standing is None:  # closed by somebody between the two statements
        session.add(made)
        session.flush()
        return made
    standing.urgency = rules.sooner(standing.urgency, urgency)
    standing.due_at = min(filter(None, (standing.due_at, due_at)), default=None)
    session.add(standing)
    return standing


def open_tasks(session: Session, tasks: Sequence[Task]) -> None:
    """Many at once, in one statement; one that is open already for its subject stays as it is."""
    if tasks:
        insert = insert_for(session)
        session.execute(insert.on_conflict_do_nothing(**ONE_OPEN), [task.model_dump() for task in tasks])


def insert_for(session: Session):
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.flush()
    return dialect.insert(Task)


def insert_unless_open(session: Session, task: Task) -> bool:
    insert = insert_for(session).values(task.model_dump())
    added = session.execute(insert.on_conflict_do_nothing(**ONE_OPEN).returning(sa.column("id")))
    return added.first() is not None


def close_tasks_of(session: Session, *, person_id: UUID, kinds: tuple[TaskKind, ...], by: UUID | None, outcome: str) -> None:
    """What is no longer to do for one person. `by` is empty where they themselves made it so."""
    found = sa.select(Task).where(col(Task.person_id) == person_id, col(Task.kind).in_(kinds), col(Task.closed_at).is_(None))
    for task in session.scalars(found.order_by(col(Task.id))):
        close_task(session, task, by=by, outcome=outcome)


def close_task(session: Session, task: Task, *, by: UUID | None, outcome: str, note: str | None = None) -> None:
    """`by` is the staff member's id. A task already closed keeps its first closing."""
    if task.closed_at is None:
        task.closed_at, task.closed_by_id, task.outcome, task.note = now(), by, outcome, note
        session.add(task)
        session.flush()
