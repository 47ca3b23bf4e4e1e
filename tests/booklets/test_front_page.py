"""The top of the plan: who this is, how to reach and help them, the surgery, the key person, and what nobody knows here."""

import pytest

from tests.browsing import markup, words
from tests.conversations.test_pages import press
from tests.people_cast import a_mobile, a_staff_member, sign_in
from webapp.pathway.changes import step_aside, stop_texts
from webapp.pathway.models import Stage
from webapp.people.models import Need, Person
from webapp.practices.models import Role

pytestmark = pytest.mark.usefixtures("clock")

HOURS = "8am to 6:30pm, Monday to Friday"


@pytest.fixture
def plan(session, cast) -> str:
    session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
    session.add(Need(person_id=cast.person.id, code="braille", words="Braille"))
    cast.goal(session, want="Swim")
    return f"/people/{cast.person.id}/plan"


@pytest.fixture
def sam(plan, browse, session, cast):
    return sign_in(browse(), session, session.get(Person, cast.person.id))


@pytest.mark.parametrize("page", ["", "/page"])
def test_the_basics_stand_on_top_and_what_was_never_imported_says_so(sam, plan, page):
    said = words(sam.get(plan + page))
    lines = ["My key person", "Call me : Sam", "07700 900123", "What helps me : Braille", "My GP surgery : Tree Tops Surgery"]
    places = [said.index(line) if line in said else said.index(line.replace(" :", ":")) for line in lines]
    assert places == sorted(places) and said.index("Not known here. Ask the surgery.") < said.index("Swim")
    assert "01632 960001" in said and HOURS in said


def test_what_they_are_called_and_that_they_want_no_texts_is_said(sam, plan, session, cast):
    person = session.get(Person, cast.person.id)
    person.known_as = "Sammy"
    session.add(person)
    stop_texts(session, person=person, by=None)
    session.commit()
    said = words(sam.get(f"{plan}/page"))
    assert "Sammy" in said and "no texts" in said


def test_staff_choose_the_key_person_from_the_team_in_the_talk(plan, browse, session, cast):
    a_staff_member(session, cast.practice, Role.COORDINATOR, name="Kim Coordinator")
    a_staff_member(session, cast.practice, Role.MANAGER, name="Max Manager")
    nurse, talk = sign_in(browse(), session, cast.nurse), plan.replace("/plan", "/conversation")
    offered = markup(nurse.get(talk))
    assert 'list="care-team"' in offered and '<option value="Kim Coordinator">' in offered and "Max Manager" not in offered
    nurse.follow(press(nurse, nurse.get(talk), talk, "save", key_person="Kim Coordinator"))
    assert "Kim Coordinator" in words(nurse.get(plan)) and HOURS in words(nurse.get(plan))


def test_somebody_of_another_service_comes_with_their_own_phone_and_hours(sam, plan, browse, session, cast):
    nurse, talk = sign_in(browse(), session, cast.nurse), plan.replace("/plan", "/conversation")
    nurse.follow(press(nurse, nurse.get(talk), talk, "save", key_person="Joy, district nurse", key_phone="01632 960555", key_hours="Mornings"))
    for page in ("", "/page"):
        said = words(sam.get(plan + page))
        assert "Joy, district nurse" in said and "01632 960555" in said and "Mornings" in said
        # The surgery's own hours stand with the surgery.
        assert HOURS in said
    assert 'href="tel:01632960555"' in markup(sam.get(plan))


def test_without_a_surgery_a_key_person_of_another_service_is_still_there_to_phone(plan, browse, session, cast):
    person = session.get(Person, cast.person.id)
    cast.save(session, None, key_person="Joy, district nurse", key_phone="01632 960555")
    step_aside(session, person=person, to=Stage.LEFT, by=None, why="moved")
    session.commit()
    said = words(sign_in(browse(), session, person).get(f"{plan}/page"))
    assert "Joy, district nurse" in said and "01632 960555" in said and "Tree Tops" not in said


def test_the_talk_begins_with_what_helps_them(plan, browse, session, cast):
    said = words(sign_in(browse(), session, cast.nurse).get(plan.replace("/plan", "/conversation")))
    assert said.index("Braille") < said.index("Their story")
