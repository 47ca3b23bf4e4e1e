"""The database: SQLite with BEGIN IMMEDIATE for whoever may write, or PostgreSQL; the same calls for both."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import sqlalchemy as sa
from sqlmodel import Session

TURN = "turn"
LONGEST_TURN = 5


def _sqlite_manners(engine: sa.Engine) -> None:
    # The writers of one process take turns: SQLite's own way of waiting is to sleep and look again, and eight who do that get less done than one.
    # A turn that is never given back costs five seconds, no more; then SQLite decides, as between processes.
    turns = Lock()

    @sa.event.listens_for(engine, "connect")
    def on_connect(connection, _record):
        # The driver's own BEGIN is always DEFERRED; we begin by hand so that a writer takes its lock at once (reading then writing fails under WAL).
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000", "cache_size=-16000"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection):
        how = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        if how == "IMMEDIATE" and not connection.info.get(TURN):
            connection.info[TURN] = turns.acquire(timeout=LONGEST_TURN)
        connection.exec_driver_sql(f"BEGIN {how}")

    def end_turn(_connection, record, *_why) -> None:
        if record.info.pop(TURN, False):
            turns.release()

    for end in ("checkin", "invalidate", "detach"):
        sa.event.listen(engine, end, end_turn)


def rows(session: Session, statement: sa.Executable, **values: object) -> sa.CursorResult:
    """Plain rows of a statement built once, with `bindparam`s: for the pages everybody opens.

    Built anew on each request, or run through the ORM, the same statement costs five to ten times as much.
    """
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, values)


class Database:
    """One engine and the two ways to use it."""

    def __init__(self, url: str):
        self.url = sa.engine.make_url(url)
        if self.url.drivername in ("postgresql", "postgres"):
            self.url = self.url.set(drivername="postgresql+psycopg")
        # hide_parameters: an error must never print what a person wrote.
        self.engine = sa.create_engine(self.url, hide_parameters=True, pool_pre_ping=not self.is_sqlite, pool_size=20, max_overflow=20)
        if self.is_sqlite:
            _sqlite_manners(self.engine)
        self._writer = self.engine.execution_options(sqlite_begin="IMMEDIATE")

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    def reading_session(self) -> Session:
        return Session(self.engine, expire_on_commit=False, autoflush=False)

    def writing_session(self) -> Session:
        return Session(self._writer, expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.reading_session() as session:
            yield session

    @contextmanager
    def writing_rows(self) -> Iterator[sa.Connection]:
        """`writing()` without objects: for the one row that a reading page writes."""
        with self._writer.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One short transaction that commits at the end, or rolls back on any exception."""
        with self.writing_session() as session:
            yield session
            session.commit()
