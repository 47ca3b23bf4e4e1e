"""Bringing in 10,000 people, beside a loop that brings in the same kind of people one row at a time."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa
from sqlmodel import Session, select

from tests.bench.measure import Measured
from tests.bench.people import people_export
from tests.bench.place import Place
from webapp.accounts.models import Account
from webapp.base.clock import now, today
from webapp.base.sealing import ring
from webapp.database.session import Database
from webapp.imports import command
from webapp.pathway.changes import start_cycle
from webapp.people.models import ContactKind, ContactPoint, Person, PersonCondition, Registration
from webapp.portions.models import ImportedChange, ImportKind, ImportRun
from webapp.portions.snapshots import snapshot_of
from webapp.practices.models import Practice
from webapp.reports.people_rows import PersonRow, read_person
from webapp.tables.files import open_export

PEOPLE, ONE_BY_ONE, ROUNDS = 10_000, 300, 3
WRITTEN = ("person", "account", "registration", "contact_point", "person_condition", "cycle", "stage_move", "imported_change")


def imports(place: Place) -> Iterator[Measured]:
    """Each import stands between two loops, so that a busy machine slows both sides; the middle of three such comparisons counts.

    Our preview and the pauses we make for others count against us.
    """
    ratios = sorted(compared(place, turn) for turn in range(ROUNDS))
    yield Measured(f"import of {PEOPLE:,} people beside a row-at-a-time ORM loop", ratios[ROUNDS // 2], 10, least=True)


def compared(place: Place, turn: int) -> float:
    """How many times as long the loop takes for a row. Raises RuntimeError when the two do not leave the same rows."""
    sides, took, left = ((one_by_one, ONE_BY_ONE), (imported, PEOPLE), (one_by_one, ONE_BY_ONE)), [], []
    for place_in_turn, (side, count) in enumerate(sides):
        before = rows_of_each(place.database)
        took.append(side(place, people_export(count, start=100_000 + turn * 90_000 + place_in_turn * 30_000), f"{turn}{place_in_turn}") / count)
        left.append({name: (rows - before[name]) / count for name, rows in rows_of_each(place.database).items()})
    if not left[0] == left[1] == left[2]:
        raise RuntimeError(f"the two do not do the same work: {left}")
    return (took[0] + took[2]) / 2 / took[1]


def imported(place: Place, export: bytes, code: str) -> float:
    """Seconds of `in-my-words import`: read, check, compare, preview, write in portions."""
    practice = a_practice(place.database, code)
    file = Path(place.settings.instance) / "people.csv"
    file.write_bytes(export)
    began = perf_counter()
    came = command.run(place.settings.model_copy(update={"test_numbers": True}), place.database, practice=practice, file=file)
    took = perf_counter() - began
    if came["added"] != came["rows"]:
        raise RuntimeError({name: came[name] for name in ("rows", "added", "changed", "unchanged")} | {"refused": came["refused"][:2]})
    return took


def one_by_one(place: Place, export: bytes, code: str) -> float:
    """Seconds of the plain way: read and check a row, look for the person, add them and what the row says as objects, commit, next.

    It reads and checks with the very functions our import uses, and leaves the very rows our import leaves, the sealed one for undoing
    included. It is spared what ours does besides: contradictions within the file, shared phones, a preview, pauses.
    """
    practice = a_practice(place.database, code)
    with place.database.writing() as session:
        run = ImportRun(practice_id=practice.id, kind=ImportKind.PEOPLE, file_name="people.csv", digest="")
        session.add(run)
    began = perf_counter()
    sheet = open_export(export)
    for line in sheet.rows:
        (row,) = read_person(sheet, line, today=today(), test_numbers=True)
        with place.database.writing() as session:
            if session.exec(select(Person).where(Person.nhs_number == row.who.nhs_number)).first() is None:
                add_one(session, run, row)
    return perf_counter() - began


def a_practice(database: Database, code: str) -> Practice:
    with database.writing() as session:
        practice = Practice(code=code, name="Bench", phone="")
        session.add(practice)
    return practice


def add_one(session: Session, run: ImportRun, row: PersonRow) -> None:
    who = row.who
    person = Person(nhs_number=who.nhs_number, surname=who.surname, given_name=who.given_name, born_on=who.born_on, conditions_imported_at=now())
    session.add(person)
    session.flush()
    made = [Account(person_id=person.id), Registration(person_id=person.id, practice_id=run.practice_id, started_on=today())]
    made += [
        ContactPoint(person_id=person.id, kind=ContactKind.MOBILE, value=number, value_index=ring().blind(number, "phone")) for number in row.mobiles or ()
    ]
    made += [PersonCondition(person_id=person.id, code=term.code, words=term.words) for term in row.conditions or ()]
    was = {"said": snapshot_of(row), "rows": {one.__tablename__: [str(one.id)] for one in (person, *made)}}
    session.add_all(made)
    session.add(ImportedChange(import_id=run.id, table_name="person", row_id=person.id, person_id=person.id, before=repr(was)))
    start_cycle(session, person_id=person.id, practice_id=run.practice_id, reason="people report", by=None)


def rows_of_each(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {name: session.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar_one() for name in WRITTEN}
