"""What was said in a text is forgotten after a month; that it was sent, when, to whom and what became of it is kept. Safe to run twice.

And the alarm when messages go out late."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from webapp.base.clock import now
from webapp.base.logs import log
from webapp.database.session import Database
from webapp.messages.measures import is_late, lateness
from webapp.messages.models import Message, MessageState
from webapp.messages.queries import waiting

# Source: retention table of the safety reference, to be confirmed by each practice's data protection officer.
WORDS_KEPT = timedelta(days=30)
AT_AN_END = (MessageState.DELIVERED, MessageState.FAILED, MessageState.CANCELLED, MessageState.ACCEPTED, MessageState.HANDED_OVER, MessageState.CALLED_BACK)


def forget_words(database: Database) -> int:
    """Returns how many texts were emptied."""
    long_gone = col(Message.state_at) < now() - WORDS_KEPT, col(Message.state).in_(AT_AN_END), col(Message.body_sealed) != ""
    with database.writing() as session:
        return session.execute(sa.update(Message).where(*long_gone).values(body_sealed="")).rowcount  # type: ignore[attr-defined]


def watch_queue(database: Database) -> int:
    """Says so in the log when messages are late; that the worker itself stands still is seen on the staff's page and in /metrics. Changes nothing."""
    with database.reading() as session:
        if is_late(session):
            log.error("messages_late", seconds=round(lateness(session)), waiting=waiting(session), hint="is a worker running, and is the provider well?")
    return 0
