"""How a message leaves the queue without being sent, and how it waits for another hour."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from webapp.base.clock import now, wall
from webapp.database.among import among
from webapp.database.plain import Plain
from webapp.messages.changes import StateChange, change_states, tell_staff
from webapp.messages.models import QUEUE, Message, MessageState, Waiting
from webapp.messages.rules import at_any_hour, goes_quietly

LEAVE = Plain(sa.delete(QUEUE).where(among(QUEUE.c.id, "ids")))


def time_left(message: Message | Waiting) -> timedelta:
    return message.useless_after - (now() if at_any_hour(message.kind) else wall())


def is_late(message: Message | Waiting, true_time: datetime, pathway_time: datetime) -> bool:
    return message.useless_after <= (true_time if at_any_hour(message.kind) else pathway_time)


def leave_queue(session: Session, ids: list[UUID]) -> None:
    if ids:
        LEAVE.change(session, ids=ids)


def cancel(session: Session, reasons: dict[UUID, str]) -> None:
    leave_queue(session, list(reasons))
    change_states(session, [StateChange(one, MessageState.CANCELLED, why=why) for one, why in reasons.items()])


def give_up(session: Session, messages: Sequence[Message | Waiting], why: str = "too_late") -> None:
    """They were not sent: a human is told of each that somebody counts on."""
    leave_queue(session, [message.id for message in messages])
    change_states(session, [StateChange(message.id, MessageState.FAILED, why=why) for message in messages])
    for message in messages:
        if not goes_quietly(message.kind):
            tell_staff(session, message, why=why)


def put_off(session: Session, ids: Collection[UUID], due_at: datetime) -> None:
    """Claimed, and given back until then."""
    if ids:
        session.execute(sa.update(QUEUE).where(QUEUE.c.id.in_(ids)).values(token=None, free_at=now(), due_at=due_at))


def give_back(session: Session, ids: Collection[UUID]) -> None:
    """Claimed, and any worker's again, at once."""
    if ids:
        session.execute(sa.update(QUEUE).where(QUEUE.c.id.in_(ids)).values(token=None, free_at=now(), unknown_since=None))
