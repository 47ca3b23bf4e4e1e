"""Bringing in 10,000 people with every check, beside a loop that looks up, adds and commits one row at a time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

from sqlmodel import select

from tests.bench.measure import Measured
from tests.bench.people import people_export, valid_numbers
from tests.bench.place import Place
from webapp.base.session import Database
from webapp.imports import command
from webapp.people.models import Person, Registration
from webapp.practices.models import Practice

PEOPLE, ONE_BY_ONE = 10_000, 300


def imports(place: Place) -> Iterator[Measured]:
    with place.database.writing() as session:
        practice = Practice(code="BENCHI", name="Bench", phone="")
        other = Practice(code="BENCHL", name="Bench", phone="")
        session.add_all([practice, other])
    slow = loop(place.database, other)
    file = Path(place.settings.instance) / "people.csv"
    file.write_bytes(people_export(PEOPLE))
    began = perf_counter()
    came = command.run(place.settings.model_copy(update={"test_numbers": True}), place.database, practice=practice, file=file)
    quick = (perf_counter() - began) / PEOPLE
    if came["added"] != PEOPLE:
        raise RuntimeError(
            {name: came[name] for name in ("rows", "added", "changed", "unchanged")} | {"refused": came["refused"][:2], "aside": came["set_aside"][:2]}
        )
    yield Measured(f"import of {PEOPLE:,} people beside a row-at-a-time ORM loop", slow / quick, 10, least=True)


def loop(database: Database, practice: Practice) -> float:
    """Seconds a row of the plain way: look for the person, add them, commit."""
    numbers = [f"8{number[1:]}" for number in valid_numbers(ONE_BY_ONE)]
    began = perf_counter()
    for number in numbers:
        with database.writing() as session:
            if session.exec(select(Person).where(Person.nhs_number == number)).first() is None:
                person = Person(nhs_number=number, surname="Maker", given_name="Made", born_on=date(1950, 1, 1))
                session.add(person)
                session.flush()
                session.add(Registration(person_id=person.id, practice_id=practice.id, started_on=date(2020, 1, 1)))
    return (perf_counter() - began) / ONE_BY_ONE
