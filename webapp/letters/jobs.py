"""Letters that wait are looked at again while they wait: what is no longer wanted goes, and what comes too late ends at a human."""

import sqlalchemy as sa
from sqlmodel import col

from webapp.database.session import Database
from webapp.letters.changes import still_wanted
from webapp.letters.queries import WAITS
from webapp.messages.models import Message, QueueEntry


def look_at_letters(database: Database) -> int:
    """One short transaction for each practice with letters that wait. Returns how many letters still do. Safe to run twice."""
    with database.reading() as session:
        found = sa.select(col(Message.practice_id)).join(QueueEntry, col(QueueEntry.id) == Message.id).where(WAITS).distinct()
        practices = list(session.scalars(found.order_by(col(Message.practice_id))))
    waiting = 0
    for practice_id in practices:
        with database.writing() as session:
            waiting += len(still_wanted(session, practice_id))
    return waiting
