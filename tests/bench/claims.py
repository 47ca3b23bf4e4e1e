"""Finding and claiming 500 due messages, beside how many lie in the archive: the queue is a small table of its own, so nothing should change."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from uuid import UUID

import sqlalchemy as sa

from tests.bench.measure import Measured
from tests.bench.people import any_person
from tests.bench.place import Place
from webapp.base.clock import now
from webapp.database.backup import copy_out
from webapp.database.session import Database
from webapp.messages.models import Message, MessageKind, MessageState, QueueEntry
from webapp.outbox.claiming import claim
from webapp.people.queries import practice_of

FEW, MANY, DUE = 20_000, 500_000, 500


def claims(place: Place) -> Iterator[Measured]:
    """A tenth of the design's numbers, 20 thousand and 500 thousand, so that it takes a minute."""
    with place.database.writing() as session:
        session.execute(sa.delete(QueueEntry))
        person = any_person(place.database)
        practice = practice_of(session, person)
        for _ in range(DUE):
            put_in_queue(session, person, practice.id)
    archive(place.database, FEW)
    with copied(place.database) as other:
        archive(other, MANY - FEW)
        few, many = quickest(place.database, other)
    yield Measured(f"claim {DUE} due: {MANY:,} messages kept beside {FEW:,}, {few * 1000:.1f} ms there", many / few, 1.2)


@contextmanager
def copied(database: Database) -> Iterator[Database]:
    """The same once more, beside it."""
    there = Path(str(database.url.database)).with_name("copy.db")
    copy_out(database, there)
    copy = Database(f"sqlite:///{there}")
    yield copy
    copy.close()


def put_in_queue(session, person: UUID, practice: UUID) -> None:
    """A code may go at any hour, so nothing here depends on the time of day."""
    at = now().replace(year=now().year + 1)
    message = Message(
        person_id=person,
        practice_id=practice,
        kind=MessageKind.CODE,
        template="accounts/code",
        to="+447700900123",
        body="123456",
        due_at=now(),
        useless_after=at,
    )
    session.add(message)
    session.flush()
    session.add(QueueEntry(id=message.id))


def archive(database: Database, count: int) -> None:
    """Copies of one delivered message, made inside the database."""
    columns = [column.name for column in Message.__table__.c if column.name not in ("id", "state")]
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
    listed = ", ".join(columns)
    one = sa.text(
        f"INSERT INTO message (id, state, {listed}) {numbers} SELECT lower(hex(randomblob(16))), '{MessageState.DELIVERED.value}', {listed} "
        "FROM n, (SELECT * FROM message LIMIT 1)"
    )
    with database.writing() as session:
        session.execute(one, {"count": count})


def quickest(*databases: Database) -> list[float]:
    """Seconds to claim what is due in each, the best of nine. In turns: the speed of a machine that others share changes within seconds."""
    best = [float("inf")] * len(databases)
    for _ in range(9):
        best = [min(before, seconds(database)) for before, database in zip(best, databases, strict=True)]
    return best


def seconds(database: Database) -> float:
    """Of one claim of what is due, taken back."""
    with database.writing_session() as session:
        began = perf_counter()
        taken = claim(session, limit=DUE, lease=60, quarantine=60)
        took = perf_counter() - began
        session.rollback()
    if len(taken) != DUE:
        raise RuntimeError(f"{len(taken)} of {DUE} were claimed")
    return took
