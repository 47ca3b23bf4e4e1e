"""Texts that people chose, and asking how those are who look after themselves. Safe to run twice, and on two machines."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import today
from webapp.database.among import among
from webapp.database.session import Database
from webapp.messages.models import Message, Waiting
from webapp.outbox.eligibility import QUESTIONS, Reasons
from webapp.pathway.models import Cycle, Stage
from webapp.progress.check_ins import OPEN, ask, chase, due_to_ask, unanswered
from webapp.progress.models import CheckIn, Nudge
from webapp.progress.nudges import STANDS, due_nudges, send_nudge

LOOKS_AFTER = sa.exists().where(col(Cycle.person_id) == CheckIn.person_id, col(Cycle.closed_on).is_(None), col(Cycle.stage) == Stage.LOOKING_AFTER_MYSELF)
NUDGES_OVER = sa.select(col(Nudge.message_id)).where(among(col(Nudge.message_id), "ids"), sa.not_(sa.and_(*STANDS)))
CHECK_INS_OVER = sa.select(col(CheckIn.message_id)).where(among(col(CheckIn.message_id), "ids"), sa.not_(sa.and_(*OPEN, LOOKS_AFTER)))


def send_nudges(database: Database, base_url: str) -> int:
    """Returns how many texts were written. One short transaction each."""
    with database.reading() as session:
        waiting = due_nudges(session, today())
    sent = 0
    for nudge_id in waiting:
        with database.writing() as session:
            sent += send_nudge(session, nudge_id=nudge_id, base_url=base_url)
    return sent


def ask_how_they_are(database: Database, base_url: str) -> int:
    """Returns how many were asked, or are rung because they did not answer."""
    with database.reading() as session:
        to_ask, late = due_to_ask(session, today()), unanswered(session, today())
    did = 0
    for agreed_id in to_ask:
        with database.writing() as session:
            did += ask(session, agreed_id=agreed_id, base_url=base_url)
    for check_in_id in late:
        with database.writing() as session:
            did += chase(session, check_in_id=check_in_id)
    return did


def no_more_to_nudge(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """The choice ended meanwhile, was answered, or the person does not look after themselves any more."""
    ids = [message.id for message in messages]
    over = {one for over in (NUDGES_OVER, CHECK_INS_OVER) for one in session.scalars(over, {"ids": ids})}
    return dict.fromkeys(over, "not wanted any more")


QUESTIONS.append(no_more_to_nudge)
