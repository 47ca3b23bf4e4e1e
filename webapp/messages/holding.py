"""What waits for something that no worker can bring: a file, a printer, a fresher list of people, a second person's yes.

Held, a message keeps its row in the queue, due never; freed, it is due as it was and everything is asked again.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now
from webapp.messages import hints
from webapp.messages.changes import StateChange, change_states
from webapp.messages.models import NEVER, QUEUE, HeldFor, Message, MessageState
from webapp.messages.rules import ANY_HOUR

Q = QUEUE


def hold(session: Session, *, ids: Collection[UUID], waits_for: HeldFor) -> None:
    """Of those that still wait to be sent. Whoever claimed them gives them back by this."""
    if not ids:
        return
    session.flush()
    held: dict[str, Any] = {"token": None, "free_at": now(), "held_at": now(), "held_for": waits_for, "due_at": NEVER}
    done = session.scalars(sa.update(Q).where(Q.c.id.in_(ids), Q.c.unknown_since.is_(None)).values(held).returning(Q.c.id)).all()
    change_states(session, [StateChange(one, MessageState.HELD, why=waits_for.value) for one in done])


def free(session: Session, *, ids: Collection[UUID], waits_for: HeldFor) -> int:
    """Those of them that are held for this go as they were due. Returns how many."""
    if not ids:
        return 0
    due_at = sa.select(sa.case((col(Message.kind).in_(ANY_HOUR), None), else_=Message.due_at)).where(col(Message.id) == Q.c.id)
    freed: dict[str, Any] = {"held_at": None, "held_for": None, "free_at": now(), "due_at": due_at.scalar_subquery()}
    done = session.scalars(sa.update(Q).where(Q.c.id.in_(ids), Q.c.held_for == waits_for).values(freed).returning(Q.c.id)).all()
    change_states(session, [StateChange(one, MessageState.DUE) for one in done])
    if done:
        hints.wake_after_commit(session)
    return len(done)
