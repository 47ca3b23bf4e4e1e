"""Whose details are too old to write to: somebody may have died or left since. Their messages are held, and come free when a fresher list comes in."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.messages.holding import free
from webapp.messages.models import HeldFor, Message, QueueEntry, Waiting
from webapp.messages.rules import is_one_a_day
from webapp.outbox.eligibility import reasons_to_stop
from webapp.outbox.leaving import cancel, give_up, time_left
from webapp.people.queries import details_too_old
from webapp.practices.models import Practice


def with_old_details(session: Session, messages: Sequence[Message | Waiting]) -> set[UUID]:
    """Of these messages, those that wait for a fresher list. A code, a word about safety and a text to staff never do."""
    asked = [message for message in messages if message.person_id and is_one_a_day(message.kind)]
    people: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for message in asked:
        people[message.practice_id].add(message.person_id)  # type: ignore[arg-type]
    old = {one: details_too_old(session, session.get_one(Practice, one), whose) for one, whose in people.items()}
    return {message.id for message in asked if message.person_id in old[message.practice_id]}


def waiting_for_list(practice_id: UUID | None = None) -> sa.Select:
    held = sa.select(*(getattr(Message, name) for name in Waiting._fields)).join_from(QueueEntry, Message, col(Message.id) == QueueEntry.id)
    held = held.where(col(QueueEntry.held_for) == HeldFor.DETAILS)
    return held.where(col(Message.practice_id) == practice_id) if practice_id else held


def count_waiting_for_list(session: Session, practice_id: UUID) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(waiting_for_list(practice_id).subquery())) or 0


def look_at_held(session: Session) -> int:
    """Free those whose details are fresh again; give up what is too late, and what is no longer wanted. Returns how many came free or left."""
    rows = session.execute(waiting_for_list().order_by(col(QueueEntry.id)).with_for_update(of=QueueEntry)).all()
    found = [Waiting(*row) for row in rows]
    unwanted = reasons_to_stop(session, found) if found else {}
    cancel(session, unwanted)
    wanted = [message for message in found if message.id not in unwanted]
    late = [message for message in wanted if time_left(message) <= timedelta()]
    give_up(session, late, why="details")
    old = with_old_details(session, wanted)
    fresh = [message.id for message in wanted if message.id not in old and message not in late]
    return free(session, ids=fresh, waits_for=HeldFor.DETAILS) + len(late) + len(unwanted)
