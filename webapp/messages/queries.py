from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.database.plain import Plain
from webapp.messages.models import QUEUE, Message, QueueEntry, Waiting


def messages_of(session: Session, person_id: UUID) -> list[Message]:
    """Everything meant for one person, newest first."""
    return list(session.exec(select(Message).where(Message.person_id == person_id).order_by(col(Message.made_at).desc(), col(Message.id))))


IN_HAND = Plain(
    sa.select(*(QUEUE.c[name] for name in ("id", "attempts", "unknown_since", "stop_why")), *(getattr(Message, one) for one in Waiting._fields[1:]))
    .join_from(QUEUE, Message, col(Message.id) == QUEUE.c.id)
    .where(QUEUE.c.free_at == sa.bindparam("until"), QUEUE.c.token == sa.bindparam("holder"))
    .order_by(QUEUE.c.due_at.asc().nullsfirst())
)


def in_hand(session: Session, *, token: str, until: datetime) -> list[Any]:
    """What is held under this token until then, codes first, read afresh: the queue's words and then the message's own."""
    return IN_HAND.read(session, holder=token, until=until)


def next_free_at(session: Session, wall: datetime) -> datetime | None:
    """The true time when the worker next has something to do among what is due by `wall` already; None when nothing waits."""
    due = sa.or_(col(QueueEntry.due_at).is_(None), col(QueueEntry.due_at) <= wall)
    return session.exec(select(sa.func.min(QueueEntry.free_at)).where(due)).one()


def waiting(session: Session) -> int:
    return session.exec(select(sa.func.count()).select_from(QueueEntry)).one()
