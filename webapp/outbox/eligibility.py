"""May this message still go? Asked again in the transaction that claims it, of many messages at once: one query a question, not one a message.

A room above adds its own question to `QUESTIONS`: given messages, it answers with a reason for each that is no longer wanted.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.messages.models import Message, Waiting
from webapp.messages.rules import INVITES, at_any_hour
from webapp.people.models import ContactChoice, ContactPoint, Person, Registration, Stop
from webapp.people.queries import opted_out
from webapp.people.ways import index_of, stops_for

SAID = {Stop.TEXTS: "the person stopped texts", Stop.EMAILS: "the person stopped e-mails", Stop.ALL_BUT_PAPER: "the person wants paper only"}
OPTED_OUT = "said no to being looked for and invited"
Reasons = dict[UUID, str]
Question = Callable[[Session, Sequence[Message | Waiting]], Reasons]


def the_person_died(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    dead = ids(session, sa.select(col(Person.id)).where(col(Person.id).in_(people(messages)), col(Person.died_on).is_not(None)))
    return {message.id: "the person died" for message in messages if message.person_id in dead}


def the_registration_ended(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """A code still goes: who moved away keeps their plan."""
    asked = sa.select(col(Registration.person_id), col(Registration.practice_id))
    here = set(map(tuple, session.execute(asked.where(col(Registration.person_id).in_(people(messages)), col(Registration.ended_on).is_(None)))))
    gone = [message for message in messages if not at_any_hour(message.kind) and (message.person_id, message.practice_id) not in here]
    return {message.id: "no longer registered at this practice" for message in gone}


def the_person_stopped_this_way(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """Texts, e-mails, or everything but paper. A code still goes: the person asked for it this minute."""
    chosen = sa.select(col(ContactChoice.person_id), col(ContactChoice.stops)).where(col(ContactChoice.person_id).in_(people(messages)))
    stopped = {(row.person_id, row.stops) for row in session.execute(chosen.where(col(ContactChoice.ended_at).is_(None)))}
    asked = [message for message in messages if stopped and not at_any_hour(message.kind)]
    return {message.id: SAID[stop] for message in asked for stop in stops_for(message.way) if (message.person_id, stop) in stopped}


def the_person_opted_out(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """They said no to being looked for and invited. What is about a talk of theirs still goes."""
    invitations = [message for message in messages if message.kind in INVITES]
    said_no = opted_out(session, people(invitations))
    return {message.id: OPTED_OUT for message in invitations if message.person_id in said_no}


def the_number_was_stopped(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """A wrong number of this person; the same phone may still be right for somebody else."""
    points = sa.select(col(ContactPoint.person_id), col(ContactPoint.value_index), col(ContactPoint.stopped_at))
    rows = session.execute(points.where(col(ContactPoint.person_id).in_(people(messages)))).all()
    live = {(row.person_id, row.value_index) for row in rows if row.stopped_at is None}
    stopped = {(row.person_id, row.value_index) for row in rows if row.stopped_at is not None} - live
    if not stopped:
        return {}
    return {message.id: "this number was stopped" for message in messages if (message.person_id, index_of(message.way, message.to or "")) in stopped}


QUESTIONS: list[Question] = [the_person_died, the_registration_ended, the_person_stopped_this_way, the_person_opted_out, the_number_was_stopped]


# What goes before some messages: each room's answer says until when which of them wait for it.
FIRST: list[Callable[[Session, Sequence[Message | Waiting]], dict[UUID, datetime]]] = []

# Which of some messages wait for nothing before them.
PROMPT: list[Callable[[Session, Sequence[Message | Waiting]], set[UUID]]] = []


def reasons_to_stop(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """For each message that may no longer go, the first reason."""
    found: Reasons = {}
    for question in QUESTIONS:
        found = question(session, messages) | found
    return found


def people(messages: Collection[Message | Waiting]) -> list[UUID]:
    return list({message.person_id for message in messages if message.person_id})


def ids(session: Session, wanted: sa.Select) -> set[UUID]:
    return set(session.scalars(wanted))
