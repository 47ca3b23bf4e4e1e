from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from webapp.base.clock import now
from webapp.tasks import queries, rules
from webapp.tasks.models import Task, TaskKind, Urgency


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


def insert_unless_open(session: Session, task: Task) -> bool:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.flush()
    insert = dialect.insert(Task).values(task.model_dump())
    is_open = sa.text("closed_at IS NULL")
    added = session.execute(insert.on_conflict_do_nothing(index_elements=["practice_id", "kind", "subject"], index_where=is_open).returning(sa.column("id")))
    return added.first() is not None


def close_task(session: Session, task: Task, *, by: UUID, outcome: str, note: str | None = None) -> None:
    """`by` is the staff member's id. A task already closed keeps its first closing."""
    if task.closed_at is None:
        task.closed_at, task.closed_by_id, task.outcome, task.note = now(), by, outcome, note
        session.add(task)
        session.flush()
