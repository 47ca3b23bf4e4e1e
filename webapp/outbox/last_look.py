"""Claimed, a message waits for its turn on the line. What is stopped meanwhile, by a death or by whoever asks us to stop, is not called any more."""

from contextlib import closing
from time import monotonic
from uuid import UUID

import sqlalchemy as sa

from webapp.database.plain import Plain
from webapp.database.session import Database
from webapp.messages.models import QUEUE

# One small look serves all that go in so many seconds: one for each message would cost as much as sending it.
LOOKS_EVERY = 0.25
STOPPED = Plain(sa.select(QUEUE.c.id).where(QUEUE.c.token.is_not(None), QUEUE.c.stop_why.is_not(None)))


class LastLook:
    """For one thread."""

    def __init__(self, database: Database):
        self.database = database
        self.at = monotonic()
        self.stopped: frozenset[UUID] = frozenset()

    def was_stopped(self, message_id: UUID) -> bool:
        if monotonic() - self.at > LOOKS_EVERY:
            with closing(self.database.glance()) as glance:
                self.stopped = frozenset(row.id for row in STOPPED.read(glance))
            self.at = monotonic()
        return message_id in self.stopped
