from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.sealing import ring
from webapp.messages.models import Message, PretendText, QueueEntry, Waiting


def messages_of(session: Session, person_id: UUID) -> list[Message]:
    """Everything meant for one person, newest first."""
    return list(session.exec(select(Message).where(Message.person_id == person_id).order_by(col(Message.made_at).desc(), col(Message.id))))


WAITING = sa.select(*(getattr(Message, one.name) for one in fields(Waiting)))


def by_id(session: Session, ids: Iterable[UUID]) -> dict[UUID, Waiting]:
    """Read afresh, whatever the session already holds."""
    return {row.id: Waiting(*row) for row in session.execute(WAITING.where(col(Message.id).in_(list(ids))))}


def next_free_at(session: Session, wall: datetime) -> datetime | None:
    """The true time when the worker next has something to do among what is due by `wall` already; None when nothing waits."""
    due = sa.or_(col(QueueEntry.due_at).is_(None), col(QueueEntry.due_at) <= wall)
    return session.exec(select(sa.func.min(QueueEntry.free_at)).where(due)).one()


def waiting(session: Session) -> int:
    return session.exec(select(sa.func.count()).select_from(QueueEntry)).one()


def pretend_texts(session: Session, to: str | None = None) -> list[PretendText]:
    """What the pretend phone holds, newest first; `to` is a number in E.164."""
    wanted = select(PretendText).order_by(col(PretendText.at).desc(), col(PretendText.id))
    return list(session.exec(wanted.where(PretendText.to_index == ring().blind(to, "phone")) if to else wanted))
