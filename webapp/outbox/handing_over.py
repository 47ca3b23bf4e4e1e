"""What no worker sends: it is handed to people, who post it or put it into a system of their own. From then on only they can stop it."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from webapp.messages.changes import StateChange, call_back, change_states, tell_staff
from webapp.messages.models import Message, MessageState
from webapp.outbox.eligibility import reasons_to_stop
from webapp.outbox.leaving import leave_queue


def hand_over(session: Session, messages: Sequence[Message], *, by: UUID) -> None:
    """They leave the queue. `by` is an account id."""
    leave_queue(session, [message.id for message in messages])
    change_states(session, [StateChange(message.id, MessageState.HANDED_OVER, by=by) for message in messages])
    session.flush()


def stop_unwanted(session: Session, messages: Sequence[Message]) -> set[UUID]:
    """Those of them that may no longer go; staff are told of each."""
    reasons = reasons_to_stop(session, messages) if messages else {}
    for message in messages:
        if message.id in reasons:
            call_back(session, [message], by=None, why=reasons[message.id])
    return set(reasons)


def did_not_arrive(session: Session, messages: Sequence[Message], *, why: str, by: UUID) -> int:
    """Staff saw that these did not get there: a human rings each of them. `by` is an account id. Returns how many."""
    change_states(session, [StateChange(message.id, MessageState.FAILED, why=why, by=by) for message in messages])
    for message in messages:
        tell_staff(session, message, why=why)
    return len(messages)
