"""The database: SQLite with BEGIN IMMEDIATE for whoever may write, or PostgreSQL; the same calls for both."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any, cast

import sqlalchemy as sa
from sqlmodel import Session

TURN, TURNS = "turn", "turns"
LONGEST_TURN = 5


def _sqlite_manners(engine: sa.Engine) -> None:
    # The writers of one process take turns: SQLite's own way of waiting is to sleep and look again, and eight who do that get less done than one.
    # A turn that is never given back costs five seconds, no more; then SQLite decides, as between processes.
    turns = Lock()

    @sa.event.listens_for(engine, "connect")
    def on_connect(connection, record):
        # The driver's own BEGIN is always DEFERRED; we begin by hand so that a writer takes its lock at once (reading then writing fails under WAL).
        connection.isolation_level = None
        record.info[TURNS] = turns
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000", "cache_size=-16000"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection):
        how = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        if how == "IMMEDIATE":
            take_turn(connection.info)
        connection.exec_driver_sql(f"BEGIN {how}")

    for end in ("checkin", "invalidate", "detach"):
        sa.event.listen(engine, end, lambda _connection, record, *_why: end_turn(record.info))


def take_turn(info: dict[str, Any]) -> None:
    """`info` is what the pool keeps beside a connection."""
    if not info.get(TURN):
        info[TURN] = info[TURNS].acquire(timeout=LONGEST_TURN)


def end_turn(info: dict[str, Any]) -> None:
    if info.pop(TURN, False):
        info[TURNS].release()


def tell(engine: sa.Engine, sql: str, parameters: Any) -> None:
    """Whoever listens to the engine's statements hears those run on the driver too."""
    for hear in engine.dispatch.before_cursor_execute:  # type: ignore[attr-defined]
        hear(None, None, sql, parameters, None, False)


class Glance:
    """A connection without a session, for one request: each statement stands alone, and nothing is held between them.

    On SQLite it is a connection of its own, kept for the next request: the pool's way there and back costs more than a statement.
    """

    def __init__(self, engine: sa.Engine, idle: "deque[Glance] | None"):
        self.engine, self.dialect, self._idle = engine, engine.dialect, idle
        self._held = engine.raw_connection()
        self.connection = cast(Any, self._held.driver_connection)
        if idle is not None:
            # Never the pool's again.
            self._held.detach()

    def ask(self, sql: str, parameters: Any) -> list[tuple[Any, ...]]:
        tell(self.engine, sql, parameters)
        return self.connection.execute(sql, parameters).fetchall()

    def write(self, sql: str, parameters: Any) -> None:
        """One statement and its commit, in its turn."""
        tell(self.engine, sql, parameters)
        try:
            if self._idle is not None:
                # It takes the write lock at once for a statement that stands alone, and commits it.
                take_turn(self._held.info)
            self.connection.execute(sql, parameters)
            self.connection.commit()
        except BaseException:
            self.connection.rollback()
            raise
        finally:
            end_turn(self._held.info)

    def close(self) -> None:
        if self._idle is None:
            self._held.close()
        else:
            self._idle.append(self)

    def end(self) -> None:
        self._held.close()


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
        self._glances: deque[Glance] | None = deque() if self.is_sqlite else None
        # What is still to be written by whoever writes now and then.
        self.before_close: list[Callable[[], None]] = []

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

    def glance(self) -> Glance:
        with suppress(IndexError):
            if self._glances is not None:
                return self._glances.pop()
        return Glance(self.engine, self._glances)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One short transaction that commits at the end, or rolls back on any exception."""
        with self.writing_session() as session:
            yield session
            session.commit()

    def settle(self) -> None:
        """What is still to be written is written."""
        while self.before_close:
            self.before_close.pop()()

    def close(self) -> None:
        """Every connection that waits for its next use is closed; the database can be used again afterwards."""
        self.settle()
        while self._glances:
            self._glances.pop().end()
        self.engine.dispose()
