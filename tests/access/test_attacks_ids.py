"""Somebody else's id, in an address or in a form, by a visitor who may do the act about their own."""

import io
from functools import cache
from uuid import UUID

import pypdfium2
import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from tests.access.table import REFUSALS, rows
from tests.access.test_attacks_typed import let_in
from tests.browsing import words
from tests.reports.exports import file_of
from webapp.access.queries import person_in_practice
from webapp.preparation.models import Note

REASONS = ("date of birth is not the one", "surname is not the one", "not registered here now")
ROWS = [row for row in rows() if not row.is_demo and "POST" in row.methods and row.is_about_somebody and not row.rule.startswith(("/i/", "/l/"))]


@cache
def questions(dialect: sa.Dialect, theirs: frozenset[UUID]) -> dict[str, str]:
    """Table -> the statement that finds every row with one of these ids in it. Asked hundreds of times, so put together once."""
    found = {}
    for table in (table for table in SQLModel.metadata.sorted_tables if table.name != "access_log"):
        if columns := [column for column in table.columns if isinstance(column.type, sa.Uuid)]:
            wanted = sa.select(table).where(sa.or_(*(column.in_(sorted(theirs)) for column in columns)))
            found[table.name] = str(wanted.compile(dialect=dialect, compile_kwargs={"literal_binds": True})).replace("%%", "%")
    return found


def rows_about(world, victim, tables=None) -> dict[str, list]:
    """Every row that names this person, or anything of theirs; in these tables, or in all."""
    asked = questions(world.database.engine.dialect, frozenset(victim.ids.values()))
    with world.database.engine.connect() as connection:
        return {table: sorted(map(repr, connection.exec_driver_sql(asked[table]))) for table in asked if tables is None or table in tables}


@pytest.fixture(scope="module")
def as_made(world) -> dict[str, dict[str, list]]:
    """What is kept about each victim in the world as it was made: it is so again before each test."""
    return {whose: rows_about(world, getattr(world, whose)) for whose in ("another", "elsewhere")}


def as_now(world, whose: str, as_made) -> dict[str, list]:
    """When a sign-in was last seen is the one thing that putting back makes new."""
    return as_made[whose] | rows_about(world, getattr(world, whose), {"sign_in"})


def changed_about(world, whose: str, before: dict[str, list]) -> list[str]:
    """The tables where it is otherwise now. One that no statement wrote is not asked; that none is written unheard, the world's own end looks after."""
    return [table for table, now in rows_about(world, getattr(world, whose), world.touched | {"sign_in"}).items() if now != before[table]]


def test_every_row_about_somebody_is_looked_at(world):
    """What another test compares is really there, and one changed word in it is seen."""
    whole = world.fresh_subject()
    before = rows_about(world, whole)
    assert {table for table, found in before.items() if found} >= {"person", "pack", "note", "result", "task", "contact_point", "link"}
    with world.database.writing() as session:
        session.get_one(Note, whole.ids["note"]).words = "changed"
    assert {table for table, found in rows_about(world, whole).items() if found != before[table]} == {"note"}


def test_what_changed_about_a_victim_is_seen_in_the_tables_that_were_written(world, as_made):
    for whose in as_made:
        before = as_now(world, whose, as_made)
        with world.database.writing() as session:
            session.get_one(Note, getattr(world, whose).ids["note"]).words = "changed"
        assert changed_about(world, whose, before) == ["note"]
        world.put_back()
        assert rows_about(world, getattr(world, whose)) == as_now(world, whose, as_made)


def with_extras(row, victim) -> dict[str, str]:
    """The form as it should be, with the victim's ids in it and every name a careless form might have believed."""
    ids = victim.ids
    extra = {"person_id": ids["person"], "id": ids["person"], "account_id": ids["account"], "cycle_id": ids["cycle"], "pack_id": ids["pack"]}
    extra |= {"practice_id": victim.person.id, "tier": "strong", "role": "clinician", "released_at": "2026-01-01", "confirmed_at": "2026-01-01"}
    extra |= {"seen-hard": ids["note"], "seen-something_else": ids["item"], "words-hard": "mine", "first": ids["item"], "press": "save"}
    return {name: str(text) for name, text in (extra | row.posted(victim)).items()}


def address_with(row, world, subject, victim) -> str:
    """About the subject; any further id in the address is the victim's."""
    mixed = {name: value for name, value in victim.ids.items() if name != "person"}
    whole = type(subject)(**{**subject.__dict__, "ids": {**subject.ids, **mixed}})
    return row.address(world, whole)


# The desk may close any task of its own surgery: such rows are asked about another surgery's person only.
CASES = [(row, "elsewhere") for row in ROWS] + [(row, "another") for row in ROWS if "person_id" in row.rule]


@pytest.mark.parametrize(("row", "whose"), CASES, ids=lambda one: getattr(one, "name", one))
def test_another_persons_ids_change_and_show_nothing_of_theirs(world, as_made, row, whose):
    victim, browser, before = getattr(world, whose), world.browser_again(let_in(row) or "own"), as_now(world, whose, as_made)
    reply = browser.follow(browser.post(address_with(row, world, world.subject, victim), with_extras(row, victim)))
    assert not changed_about(world, whose, before)
    said = in_file(reply) if reply.mimetype == "application/pdf" else reply.get_data(as_text=True)
    assert not [word for word in victim.canaries if word in said and whose == "elsewhere"]
    assert not [word for word in victim.said + victim.results if word in said and row.cells["own"] not in REFUSALS]


def in_file(reply) -> str:
    """The words of every sheet of a file for paper."""
    file = pypdfium2.PdfDocument(reply.get_data())
    return "".join(sheet.get_textpage().get_text_bounded() for sheet in file)


def test_the_list_of_who_was_released_names_nobody_of_another_surgery(world):
    page = world.browser("clinician").get(f"/staff/triage?released={world.elsewhere.person.id}&released={world.subject.person.id}").get_data(as_text=True)
    assert world.elsewhere.name not in page and world.subject.name in page


def test_a_search_finds_nobody_of_another_surgery(world):
    for typed in (world.elsewhere.name, world.elsewhere.person.nhs_number, "%", "_", "' OR 1=1 --"):
        reception = world.browser("reception")
        page = reception.follow(reception.post("/staff/people", {"q": typed}))
        assert f"/people/{world.elsewhere.person.id}" not in page.get_data(as_text=True)


def test_a_file_about_somebody_of_another_surgery_neither_takes_them_nor_tells_about_them(world):
    person = world.elsewhere.person
    line = {"NHS Number": person.nhs_number, "Surname": person.surname, "Given Name": person.given_name, "Date of Birth": "14-Mar-1950"}
    before = rows_about(world, world.elsewhere)
    told = []
    for changes in ({}, {"Date of Birth": "15-Mar-1950"}, {"Surname": "Other"}):
        browser = world.browser("manager")
        data = {"file": (io.BytesIO(file_of(line | changes).encode()), "people.csv")}
        reply = browser.post("/staff/imports", data, content_type="multipart/form-data")
        shown = browser.follow(reply)
        browser.post(reply.headers["Location"] + "/confirmation")
        said = words(shown)
        assert "Set aside for you to check 1" in said
        told.append([why for why in REASONS if why in said])
    assert rows_about(world, world.elsewhere) == before
    assert told[0] == told[1] == told[2] != [], "which of the three did not match tells another surgery's record"
    with world.database.reading() as session:
        assert person_in_practice(session, person.id)[1].id == world.other_practice.id
