"""At most one message a day to one person, and so many in a year as their practice sends. Taken in the transaction that claims them.

The day is a row that the database allows only once, so that many workers cannot both have it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import date, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from webapp.base.clock import london, today
from webapp.base.records import timed_id
from webapp.messages.models import Message, MessageState, Waiting
from webapp.messages.rules import is_counted, is_one_a_day, may_worry
from webapp.outbox.leaving import cancel, give_up, put_off
from webapp.outbox.models import MessageDay
from webapp.people.models import Way
from webapp.practices.models import Practice
from webapp.practices.working_days import next_sending_time

GONE = (MessageState.SENDING, MessageState.UNKNOWN, MessageState.ACCEPTED, MessageState.DELIVERED, MessageState.HANDED_OVER, MessageState.CALLED_BACK)
A_YEAR = timedelta(days=365)
Years = Callable[[Session, Collection[UUID]], dict[UUID, date]]
# A room above says when the year of each of these people began; of others the last 365 days count.
YEARS: list[Years] = []


class Turned(NamedTuple):
    """`later`: another message goes today. `enough`: they had as many this year as the practice sends."""

    later: list[Waiting]
    enough: list[Waiting]


def without_a_turn(session: Session, messages: Sequence[Waiting]) -> set[UUID]:
    """Everybody else has their turn from now on. Those who have none wait for another day, or a human is told."""
    turned = take_turns(session, messages)
    give_up(session, turned.enough, why="enough")
    tomorrow = london(today() + timedelta(days=1), time())
    next_days: defaultdict[Any, list[Waiting]] = defaultdict(list)
    for message in turned.later:
        next_days[message.practice_id, may_worry(message.kind)].append(message)
    for (practice_id, worrying), waiting in next_days.items():
        opens = next_sending_time(session.get_one(Practice, practice_id), tomorrow, worrying=worrying)
        # What was chosen for today is of no use tomorrow, and nobody need ring about it.
        cancel(session, {message.id: "another message went that day" for message in waiting if not is_counted(message.kind) and message.useless_after <= opens})
        put_off(session, [message.id for message in waiting if is_counted(message.kind) or message.useless_after > opens], opens)
    return {message.id for message in (*turned.later, *turned.enough)}


def take_turns(session: Session, messages: Sequence[Waiting]) -> Turned:
    """What is of use for the shortest time goes first. A notice on a phone goes beside its text: the two are one message, and the text has the turn."""
    asked = [message for message in messages if message.person_id and is_one_a_day(message.kind) and message.way is not Way.PUSH]
    if not asked:
        return Turned([], [])
    had = had_this_year(session, {message.person_id for message in asked if message.person_id})
    enough = [message for message in asked if is_counted(message.kind) and len(had[message.person_id] - {message.id}) >= most(session, message)]
    wanting = sorted((message for message in asked if message not in enough), key=lambda one: (one.person_id, one.useless_after, one.id))
    taken = take_days(session, wanting)
    return Turned([message for message in wanting if taken[message.person_id] != message.id], enough)


def most(session: Session, message: Waiting) -> int:
    return session.get_one(Practice, message.practice_id).messages_a_year


def had_this_year(session: Session, people: Collection[UUID]) -> defaultdict[UUID | None, set[UUID]]:
    """The counted messages that went to each, or may have, since their year began."""
    began: dict[UUID, date] = {}
    for years in YEARS:
        began |= years(session, people)
    ago = today() - A_YEAR
    days = sa.select(col(MessageDay.person_id), col(MessageDay.message_id), col(MessageDay.day), col(Message.kind))
    days = days.join(Message, col(Message.id) == MessageDay.message_id).where(col(MessageDay.person_id).in_(people), col(Message.state).in_(GONE))
    had: defaultdict[UUID | None, set[UUID]] = defaultdict(set)
    for row in session.execute(days.where(col(MessageDay.day) >= min(began.values(), default=ago))):
        if is_counted(row.kind) and row.day >= began.get(row.person_id, ago):
            had[row.person_id].add(row.message_id)
    return had


def take_days(session: Session, messages: Sequence[Waiting]) -> dict[UUID | None, UUID]:
    """Whose message has today, for each person, ours or another's. By person, so that two workers never wait for each other in a circle."""
    if not messages:
        return {}
    session.flush()
    on, people = today(), [message.person_id for message in messages]
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    rows = [{"id": timed_id(), "person_id": message.person_id, "day": on, "message_id": message.id} for message in messages]
    session.execute(dialect.insert(MessageDay).on_conflict_do_nothing(index_elements=["person_id", "day"]), rows)
    days = sa.select(col(MessageDay.person_id), col(MessageDay.message_id)).where(col(MessageDay.day) == on, col(MessageDay.person_id).in_(people))
    return {row.person_id: row.message_id for row in session.execute(days)}
