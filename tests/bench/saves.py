"""Saving what a person wrote: many at once, on both databases. Each save is its own short transaction, as in a request."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from time import perf_counter
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import select

from tests import people_cast
from tests.bench.measure import Measured
from tests.bench.place import Place
from tests.people_cast import a_cycle, a_person, a_practice
from tests.postgres import PrivatePostgres
from webapp.database.migrate import upgrade
from webapp.database.session import Database
from webapp.pathway.models import Cycle
from webapp.preparation.changes import open_pack
from webapp.preparation.models import Note

CLIENTS, EACH = 50, 6
TOTAL = 240


def saves(place: Place) -> Iterator[Measured]:
    yield from saves_on(place.database, "SQLite")
    with on_postgres("saves") as database:
        yield from saves_on(database, "PostgreSQL")


@contextmanager
def on_postgres(name: str) -> Iterator[Database]:
    """A database of our own in a server of our own."""
    with PrivatePostgres() as server:
        admin = sa.create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        admin.dispose()
        database = Database(server.url(name))
        upgrade(database)
        yield database
        database.close()


def cycles_to_save_in(database: Database, name: str) -> list[UUID]:
    # Each database is a new one, whose demo people have the numbers further on.
    people_cast.numbers = count(1)
    with database.writing() as session:
        practice = a_practice(session, code=f"BENCH{name[0]}")
        return [a_cycle(session, a_person(session, practice), practice).id for _ in range(CLIENTS)]


def saves_on(database: Database, name: str) -> Iterator[Measured]:
    cycles = cycles_to_save_in(database, name)
    errors = [problem for problem in at_once(database, cycles, CLIENTS, CLIENTS * EACH)[1] if problem]
    yield Measured(f"{name}: lock errors, {CLIENTS} clients saving", len(errors), 0, "")
    one, eight = (min(at_once(database, cycles, clients, TOTAL)[0] for _round in range(3)) for clients in (1, 8))
    yield Measured(f"{name}: 8 clients beside one client, saves a second", one / eight, 0.9, least=True)


def at_once(database: Database, cycles: list[UUID], clients: int, total: int) -> tuple[float, list[Exception | None]]:
    """Seconds for `total` saves by so many clients, and what went wrong."""
    with ThreadPoolExecutor(clients) as pool:
        began = perf_counter()
        came = list(pool.map(attempt(database), [cycles[turn % len(cycles)] for turn in range(total)]))
        return perf_counter() - began, came


def attempt(database: Database) -> Callable[[UUID], Exception | None]:
    def save(cycle_id: UUID) -> Exception | None:
        try:
            with database.writing() as session:
                pack = open_pack(session, cycle=session.exec(select(Cycle).where(Cycle.id == cycle_id)).one())
                session.add(Note(pack_id=pack.id, box="ask", words="Can I stop one of my tablets?"))
        except sa.exc.SQLAlchemyError as problem:
            return problem
        return None

    return save
