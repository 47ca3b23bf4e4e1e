"""How long an import waits between two portions, so that whoever saves meanwhile hardly feels it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from webapp.database.session import Database

SHORTEST, LONGEST = 0.005, 0.5
# An import that held the lock for so long gives it free for twice as long.
SHARE = 2
REMEMBERED = 2
# Portions written in one transaction.
ALONE, BESIDE_OTHERS = 5, 1


class Pace:
    """A few portions together, and a moment between, when nobody else saves; one, and twice as long a wait as it took, when somebody does.

    SQLite has one writer at a time. It tells a connection when another one has written (`PRAGMA data_version`); that is how we see others.
    PostgreSQL lets all write at once: there nobody waits for us.
    """

    def __init__(self, line: sa.Connection | None, shortest: float):
        self.line, self.shortest, self.polite_until = line, shortest, 0.0

    @property
    def is_polite(self) -> bool:
        return time.monotonic() < self.polite_until

    @property
    def portions_at_once(self) -> int:
        return BESIDE_OTHERS if self.is_polite else ALONE

    @contextmanager
    def portion(self) -> Iterator[None]:
        """Around one portion."""
        began = time.monotonic()
        yield
        took, before = time.monotonic() - began, self.written()
        time.sleep(min(max(SHARE * took, self.shortest), LONGEST) if self.is_polite else self.shortest)
        if self.written() != before:
            self.polite_until = time.monotonic() + REMEMBERED

    def written(self) -> int | None:
        """A number that changes whenever anybody else has written."""
        if self.line is None:
            return None
        with self.line.begin():
            return self.line.exec_driver_sql("PRAGMA data_version").scalar_one()


@contextmanager
def pace(database: Database, *, shortest: float = SHORTEST) -> Iterator[Pace]:
    if not database.is_sqlite:
        yield Pace(None, shortest)
        return
    with database.engine.connect() as line:
        yield Pace(line, shortest)
