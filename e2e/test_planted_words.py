"""What every journey is watched by: a word is planted in each text there can be, and whoever meets one they may not see is found out."""

import pytest
from sqlmodel import SQLModel, select

from e2e.plants import ABOUT_NOBODY, MARK, about_a_person, texts
from e2e.said import ANSWERS, NOT_SAID, PLAN, said
from e2e.screens.desk import Desk
from e2e.screens.forms import Form
from e2e.screens.phone import Phone
from webapp.people.models import Person, Registration

SAMS = "I get tired walking to the shop."


def test_every_text_there_is_has_a_plant_or_a_reason(surgery):
    tables = {table.name for table in SQLModel.metadata.tables.values() if texts(table)}
    planted = {table.name for table in about_a_person()}
    assert tables - planted == set(ABOUT_NOBODY), "plant the new table, or say in ABOUT_NOBODY why not"
    assert planted >= ANSWERS | PLAN | NOT_SAID
    with surgery.database.reading() as session:
        [planted_person] = session.exec(select(Person).where(Person.surname.startswith(MARK))).all()
        assert planted_person.died_on and SAMS in {one.text for one in said(session)}


def test_a_planted_person_who_is_let_onto_a_list_is_found_out(somebody, surgery):
    with surgery.database.writing() as session:
        person = session.exec(select(Person).where(Person.surname.startswith(MARK))).one()
        person.died_on = None
        session.add(person)
        session.execute(Registration.__table__.update().where(Registration.person_id == person.id).values(ended_on=None))
    desk = Desk(somebody(desk=True))
    desk.be("Rita Booking")
    desk.page.goto("/staff/people")
    Form(desk.page, "/staff/people").write({"q": MARK}).press()
    desk.page.wait_for_load_state()
    assert any(f"shows staff {MARK}" in one for one in leaks(surgery))


@pytest.mark.parametrize(("name", "is_a_leak"), [("Gwen Griffiths", True), ("Rita Booking", True), ("Sam Carter", False), ("Nurse Nadia Green", False)])
def test_one_persons_words_before_another_are_found_out(somebody, surgery, name, is_a_leak):
    phone = Phone(somebody())
    phone.be(name)
    telling(surgery, f"<p>{SAMS}</p>")
    phone.page.goto("/help")
    assert bool(leaks(surgery)) is is_a_leak


def test_even_ones_own_words_are_found_out_in_a_title(somebody, surgery):
    phone = Phone(somebody())
    phone.be("Sam Carter")
    telling(surgery, f"<title>{SAMS}</title>")
    phone.page.goto("/help")
    assert any("outside the page" in one for one in leaks(surgery))


def test_words_in_the_log_are_found_out(surgery):
    assert surgery.witness.leaks(surgery.database, f"typed: {SAMS}") and surgery.witness.leaks(surgery.database, f"typed: {MARK}7x")


def telling(surgery, page: str) -> None:
    """From here on the app answers everybody with this."""

    def app(_environ, start_response):
        start_response("200 OK", [("Content-Type", "text/html")])
        return [page.encode()]

    surgery.witness.app = app


def leaks(surgery) -> list[str]:
    """Taken out: this test ends well."""
    found = surgery.witness.leaks(surgery.database, "")
    surgery.witness.heard.clear()
    return found
