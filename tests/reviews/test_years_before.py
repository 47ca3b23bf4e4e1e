"""The years before stay in reach: what was shared and written then, for the person, and for the surgery whose year it was."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.base.clock import today
from webapp.pathway.changes import begin_next_year, come_back, step_aside
from webapp.pathway.models import Appointment, AppointmentKind, Cycle, Stage
from webapp.people.models import Person
from webapp.practices.models import Role
from webapp.preparation.models import AgendaItem, Note, Pack
from webapp.results.models import Release, ReleasedResult, Result


@pytest.fixture
def before(session, cast) -> Cycle:
    """Last year: one result, one thing to talk about, one note. This year has begun."""
    year = session.get(Cycle, cast.cycle.id)
    whose = {"person_id": cast.person.id, "practice_id": cast.practice.id}
    pack = Pack(**whose, cycle_id=year.id)
    result = Result(**whose, code="hba1c", taken_on=today(), amount="53", sent_value="53", sent_unit="mmol/mol")
    release = Release(**whose, cycle_id=year.id, released_by_id=cast.nurse.id)
    talk = Appointment(**whose, cycle_id=year.id, kind=AppointmentKind.CONVERSATION, starts_at=datetime(2025, 12, 2, 10, tzinfo=UTC))
    session.add_all([pack, result, release, talk])
    session.flush()
    session.add_all([AgendaItem(pack_id=pack.id, prompt="something_else", words="My knees"), Note(pack_id=pack.id, box="hard", words="The stairs")])
    session.add(ReleasedResult(release_id=release.id, result_id=result.id))
    begin_next_year(session, cycle=year, by=None, why="review")
    session.commit()
    return year


@pytest.fixture
def sam(before, browse, session, cast):
    return sign_in(browse(), session, cast.person)


def test_the_person_finds_the_year_before_from_their_plan(sam, cast, before):
    mine = f"/people/{cast.person.id}"
    assert f'href="{mine}/years"' in sam.get(f"{mine}/plan").get_data(as_text=True)
    assert "The year of your talk on 2 December 2025" in words(sam.get(f"{mine}/years"))
    page = words(sam.get(f"{mine}/years/{before.id}"))
    assert "Sugar in your blood over 3 months: 53" in page and "My knees" in page and "The stairs" in page


def test_the_year_that_is_open_is_no_year_before(sam, session, cast):
    now = session.exec(select(Cycle).where(Cycle.closed_on.is_(None))).one()
    address = f"/people/{now.person_id}/years/{now.id}"
    session.rollback()
    assert sam.get(address).status_code == 404


def test_in_a_first_year_there_is_no_link(browse, session, cast):
    page = sign_in(browse(), session, cast.person).get(f"/people/{cast.person.id}/plan").get_data(as_text=True)
    assert "/years" not in page


def test_nobody_reads_the_year_of_another(before, browse, session, cast):
    lee = a_person(session, cast.practice, given="Lee")
    other = sign_in(browse(), session, lee)
    assert other.get(f"/people/{cast.person.id}/years/{before.id}").status_code == 404
    assert other.get(f"/people/{lee.id}/years/{before.id}").status_code == 404


def test_the_desk_reads_the_year_that_was_its_own(before, browse, session, cast):
    nurse = sign_in(browse(), session, cast.nurse)
    assert "The years before" in words(nurse.get(f"/people/{cast.person.id}"))
    page = words(nurse.get(f"/people/{cast.person.id}/years/desk/{before.id}"))
    assert "My knees" in page and "The stairs" in page and "53" in page


def test_reception_sees_neither_the_link_nor_the_year(before, browse, session, cast):
    desk = sign_in(browse(), session, a_staff_member(session, cast.practice, Role.RECEPTION))
    assert "The years before" not in words(desk.get(f"/people/{cast.person.id}"))
    assert desk.get(f"/people/{cast.person.id}/years/desk/{before.id}").status_code == 404


def test_a_new_surgery_reads_the_plan_and_not_the_years_of_the_old_one(before, browse, session, cast):
    other = a_practice(session, "Z99902", name="New Street Surgery")
    theirs, person = a_staff_member(session, other), session.get(Person, cast.person.id)
    step_aside(session, person=person, to=Stage.LEFT, by=None, why="moved")
    come_back(session, person=person, practice_id=other.id, by=None, why="new here")
    session.commit()
    desk = sign_in(browse(), session, theirs)
    assert "This is their first year here." in words(desk.get(f"/people/{person.id}/years/desk"))
    assert desk.get(f"/people/{person.id}/years/desk/{before.id}").status_code == 404
    # Their old surgery's list is rid of them, and the new one begins with them.
    assert "Book the talk" in words(desk.get("/staff"))
    assert "Carter" not in words(sign_in(browse(), session, cast.nurse).get("/staff"))
