"""May this message still go? Asked again in the transaction that claims it, of many messages at once: one query a question, not one a message.

A room above adds its own question to `QUESTIONS`: given messages, it answers with a reason for each that is no longer wanted. No question of
theirs is asked about what goes at any hour: the person asked for that this minute.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.database.among import among
from webapp.database.plain import Plain
from webapp.messages.models import Message, Waiting
from webapp.messages.rules import INVITES, at_any_hour
from webapp.people.models import ContactChoice, ContactPoint, Person, Registration, Stop
from webapp.people.queries import opted_out
from webapp.people.ways import index_of, stops_for

SAID = {Stop.TEXTS: "the person stopped texts", Stop.EMAILS: "the person stopped e-mails", Stop.ALL_BUT_PAPER: "the person wants paper only"}
OPTED_OUT = "said no to being looked for and invited"
Reasons = dict[UUID, str]
# Put together once: each is asked of every batch that is claimed.
DEAD = Plain(sa.select(col(Person.id)).where(among(col(Person.id), "ids"), col(Person.died_on).is_not(None)))
HERE = Plain(
    sa.select(col(Registration.person_id), col(Registration.practice_id)).where(among(col(Registration.person_id), "ids"), col(Registration.ended_on).is_(None))
)
CHOSEN = Plain(
    sa.select(col(ContactChoice.person_id), col(ContactChoice.stops)).where(among(col(ContactChoice.person_id), "ids"), col(ContactChoice.ended_at).is_(None))
)
POINTS = Plain(
    sa.select(col(ContactPoint.person_id), col(ContactPoint.value_index), col(ContactPoint.stopped_at)).where(among(col(ContactPoint.person_id), "ids"))
)
Question = Callable[[Session, Sequence[Message | Waiting]], Reasons]


def the_person_died(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    dead = {row.id for row in DEAD.read(session, ids=people(messages))}
    return {message.id: "the person died" for message in messages if message.person_id in dead}


def the_registration_ended(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """A code still goes: who moved away keeps their plan."""
    here = set(map(tuple, HERE.read(session, ids=people(messages))))
    return {message.id: "no longer registered at this practice" for message in messages if (message.person_id, message.practice_id) not in here}


def the_person_stopped_this_way(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """Texts, e-mails, or everything but paper."""
    stopped = {(row.person_id, row.stops) for row in CHOSEN.read(session, ids=people(messages))}
    asked = messages if stopped else []
    return {message.id: SAID[stop] for message in asked for stop in stops_for(message.way) if (message.person_id, stop) in stopped}


def the_person_opted_out(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """They said no to being looked for and invited. What is about a talk of theirs still goes."""
    invitations = [message for message in messages if message.kind in INVITES]
    said_no = opted_out(session, people(invitations))
    return {message.id: OPTED_OUT for message in invitations if message.person_id in said_no}


def the_number_was_stopped(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """A wrong number of this person; the same phone may still be right for somebody else."""
    rows = POINTS.read(session, ids=people(messages))
    live = {(row.person_id, row.value_index) for row in rows if row.stopped_at is None}
    stopped = {(row.person_id, row.value_index) for row in rows if row.stopped_at is not None} - live
    if not stopped:
        return {}
    return {message.id: "this number was stopped" for message in messages if (message.person_id, index_of(message.way, message.to or "")) in stopped}


# Asked of everything, and of what keeps sending hours.
OF_ALL: list[Question] = [the_person_died, the_number_was_stopped]
QUESTIONS: list[Question] = [the_registration_ended, the_person_stopped_this_way, the_person_opted_out]


# What goes before some messages: each room's answer says until when which of them wait for it.
FIRST: list[Callable[[Session, Sequence[Message | Waiting]], dict[UUID, datetime]]] = []

# Which of some messages wait for nothing before them.
PROMPT: list[Callable[[Session, Sequence[Message | Waiting]], set[UUID]]] = []


def reasons_to_stop(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """For each message that may no longer go, the first reason."""
    found: Reasons = {}
    planned = [message for message in messages if not at_any_hour(message.kind)]
    for questions, about in ((OF_ALL, messages), (QUESTIONS, planned)):
        for question in questions if about else ():
            found = question(session, about) | found
    return found


def people(messages: Collection[Message | Waiting]) -> list[UUID]:
    return list({message.person_id for message in messages if message.person_id})
