from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.tasks.models import Task, TaskKind, Urgency

SOONEST_FIRST = sa.case({urgency: place for place, urgency in enumerate(Urgency)}, value=col(Task.urgency))


def open_tasks_for(session: Session, practice_id: UUID, *, kinds: tuple[TaskKind, ...] = (), person_id: UUID | None = None) -> list[Task]:
    """What is still to do at one practice: most urgent first, then the earliest due, then the oldest."""
    wanted = select(Task).where(Task.practice_id == practice_id, col(Task.closed_at).is_(None))
    if kinds:
        wanted = wanted.where(col(Task.kind).in_(kinds))
    if person_id:
        wanted = wanted.where(Task.person_id == person_id)
    return list(session.exec(wanted.order_by(SOONEST_FIRST, col(Task.due_at).asc().nullslast(), col(Task.opened_at), col(Task.id))))


def open_task(session: Session, practice_id: UUID, kind: TaskKind, subject: str) -> Task | None:
    wanted = select(Task).where(Task.practice_id == practice_id, Task.kind == kind, Task.subject == subject, col(Task.closed_at).is_(None))
    return session.exec(wanted.execution_options(populate_existing=True)).first()


def task_of_practice(session: Session, practice_id: UUID, task_id: UUID) -> Task | None:
    """One task, open or closed, only when it is this practice's."""
    return session.exec(select(Task).where(Task.id == task_id, Task.practice_id == practice_id)).first()


def closed_tasks_since(session: Session, practice_id: UUID, since: datetime) -> list[Task]:
    wanted = select(Task).where(Task.practice_id == practice_id, col(Task.closed_at) >= since)
    return list(session.exec(wanted.order_by(col(Task.closed_at).desc(), col(Task.id))))


def newest_tasks(session: Session, practice_id: UUID, kind: TaskKind, subjects: Collection[str]) -> dict[str, Task]:
    """By subject: the task that was opened last for it, open or closed."""
    wanted = select(Task).where(Task.practice_id == practice_id, Task.kind == kind, col(Task.subject).in_(subjects))
    rows = session.exec(wanted.order_by(col(Task.opened_at), col(Task.id)).execution_options(populate_existing=True))
    return {task.subject: task for task in rows}
