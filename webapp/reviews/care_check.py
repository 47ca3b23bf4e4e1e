"""A text a week after the talk that offers the care check, to who said yes to questions about their care. Once a year, and not to who began it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.access.models import Consent, Use
from webapp.base.clock import in_london, london
from webapp.content.catalogue import care_check
from webapp.database.among import among
from webapp.messages.models import Message, MessageKind, Waiting
from webapp.outbox.eligibility import QUESTIONS, Reasons
from webapp.outbox.reaching import queue_by_best_way
from webapp.pathway.models import Appointment, AppointmentKind, Cycle
from webapp.pathway.queries import STANDS
from webapp.people.models import Person, Registration
from webapp.practices.models import Practice
from webapp.practices.working_days import next_sending_time
from webapp.preparation.sending import ON_SCREEN
from webapp.questionnaires.care_rules import OFFERED_AT, OFFERED_FOR
from webapp.questionnaires.models import Response, UnnamedTaken
from webapp.reviews.models import CheckOffer

TEMPLATE = "reviews/care_check"
A_WEEK = timedelta(days=7)
SAYS_YES = sa.exists().where(col(Consent.person_id) == Cycle.person_id, col(Consent.use) == Use.SURVEYS, col(Consent.ended_at).is_(None))


def begun() -> sa.ColumnElement[bool]:
    """They opened it with their name, or chose to answer without."""
    rows = ((Response.cycle_id, Response.instrument), (UnnamedTaken.cycle_id, UnnamedTaken.instrument))
    return sa.or_(*(sa.exists().where(col(cycle_id) == Cycle.id, col(instrument) == care_check().id) for cycle_id, instrument in rows))


def years_to_ask(session: Session, on: date, cycle_id: UUID | None = None) -> list[tuple[Cycle, Person, Practice, datetime]]:
    """Open years whose talk was a week to six weeks ago, and whose person may be asked and was not yet. With when the talk was."""
    of_talk: sa.Select = sa.select(col(Appointment.cycle_id).label("cycle_id"), sa.func.max(Appointment.starts_at).label("at"))
    held = of_talk.where(col(Appointment.kind) == AppointmentKind.CONVERSATION, *STANDS).group_by(col(Appointment.cycle_id)).subquery()
    here = sa.and_(col(Registration.person_id) == Cycle.person_id, col(Registration.practice_id) == Cycle.practice_id, col(Registration.ended_on).is_(None))
    found = (
        select(Cycle, Person, Practice, held.c.at)
        .join(held, held.c.cycle_id == Cycle.id)
        .join(Person, col(Person.id) == Cycle.person_id)
        .join(Practice, col(Practice.id) == Cycle.practice_id)
        .join(Registration, here)
        .where(col(Cycle.stage).in_(OFFERED_AT), col(Cycle.closed_on).is_(None), col(Person.died_on).is_(None), SAYS_YES, ~begun())
        .where(held.c.at >= london(on - OFFERED_FOR, time()), held.c.at < london(on - A_WEEK + timedelta(days=1), time()))
        .where(~sa.exists().where(col(CheckOffer.cycle_id) == Cycle.id))
        .order_by(col(Cycle.id))
    )
    return list(session.exec(found.where(Cycle.id == cycle_id) if cycle_id else found).all())


def offer(session: Session, *, cycle: Cycle, person: Person, practice: Practice, talk_at: datetime, base_url: str, wall: datetime) -> bool:
    """Queue the message, unless none may go to this person. The caller holds the year, so that two machines ask once."""
    times = {"due_at": next_sending_time(practice, wall), "useless_after": london(in_london(talk_at).date() + OFFERED_FOR, practice.closes)}
    said = {"kind": MessageKind.REMINDER, "template": TEMPLATE, "words": {"link": f"{base_url.rstrip('/')}/sign-in"}}
    message = queue_by_best_way(session, person=person, practice=practice, ways=ON_SCREEN, **times, **said)
    if message is None:
        return False
    session.add(CheckOffer(cycle_id=cycle.id, message_id=message.id))
    session.flush()
    return True


OFFERS = sa.select(col(CheckOffer.message_id), begun(), SAYS_YES).join(Cycle, col(Cycle.id) == CheckOffer.cycle_id)
OFFERS = OFFERS.where(among(col(CheckOffer.message_id), "ids"))


def no_more_to_ask(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """They began it meanwhile, or said no to questions about their care."""
    found = session.execute(OFFERS, {"ids": [message.id for message in messages]})
    return {row[0]: "began the care check" if row[1] else "said no to questions" for row in found if row[1] or not row[2]}


QUESTIONS.append(no_more_to_ask)
