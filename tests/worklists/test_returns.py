"""Who left comes back by three things that agree, to the same surgery or a new one, and finds the plan as it last stood."""

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member, nhs_number, sign_in
from webapp.accounts.changes import account_of_person
from webapp.chapters.kinds import ItemKind
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person
from webapp.plans.changes import Hand, add_item, open_plan, save_words
from webapp.plans.models import Side
from webapp.plans.rules import Typed
from webapp.practices.models import Practice, Role


@pytest.fixture
def left(session) -> Person:
    practice = a_practice(session)
    person = a_person(session, practice, surname="O'Hara")
    a_cycle(session, person, practice, stage=Stage.LIVING_IT)
    plan, by = open_plan(session, person_id=person.id), Hand(account_of_person(session, person.id).id, Side.PERSON)
    goal = add_item(session, plan=plan, kind=ItemKind.GOAL, by=by)
    save_words(session, plan=plan, typed={goal.id: {"want": Typed("Walk to the shop")}}, by=by, items={goal.id: goal})
    step_aside(session, person=person, to=Stage.LEFT, by=None, why="moved")
    session.commit()
    return person


@pytest.fixture
def desk(browse, session, left):
    """The clinician of the surgery they left."""
    return sign_in(browse(), session, a_staff_member(session, practice_left(session)))


def practice_left(session) -> Practice:
    return session.exec(select(Practice)).first()


def typed(person, **changes) -> dict[str, str]:
    return {"number": person.nhs_number, "surname": "OHara", "birth-day": "14", "birth-month": "3", "birth-year": "1950"} | changes


def test_back_at_the_same_surgery_the_plan_is_lived_on(left, desk, database):
    back = desk.follow(desk.post("/staff/returns", typed(left)))
    assert "Living it" in words(back)
    assert "Walk to the shop" in words(desk.get(f"/people/{left.id}/plan"))
    with database.reading() as session:
        assert [(one.stage.value, one.closed_on) for one in session.exec(select(Cycle))] == [("living_it", None)]


def test_at_a_new_surgery_a_year_of_its_own_begins_with_the_plan_as_it_stood(left, browse, session, database):
    new = a_practice(session, "Z99902", name="New Street Surgery")
    desk = sign_in(browse(), session, a_staff_member(session, new))
    assert desk.post("/staff/returns", typed(left)).status_code == 303
    assert "Walk to the shop" in words(desk.get(f"/people/{left.id}/plan")) and "Book the talk" in words(desk.get("/staff"))
    with database.reading() as looking:
        assert {(one.stage.value, one.closed_on is None, one.practice_id == new.id) for one in looking.exec(select(Cycle))} == {
            ("left", False, False),
            ("entry", True, True),
        }


@pytest.mark.parametrize("wrong", [{"surname": "Smith"}, {"birth-year": "1951"}, {"number": nhs_number(700)}])
def test_two_of_three_are_not_enough_and_the_answer_never_says_which(left, desk, wrong):
    refused = desk.post("/staff/returns", typed(left, **wrong))
    assert refused.status_code == 422 and "We found nobody. Check all three." in words(refused)
    assert desk.get(f"/people/{left.id}").status_code == 404


def test_somebody_another_surgery_has_now_is_not_taken_from_it(left, desk, browse, session):
    elsewhere = a_person(session, a_practice(session, "Z99902"), surname="Other")
    session.commit()
    assert "another GP surgery still has them" in words(desk.post("/staff/returns", typed(elsewhere, surname="Other")))


@pytest.mark.parametrize(("missing", "why"), [("number", "Type the NHS number."), ("surname", "Type the last name.")])
def test_what_is_missing_is_said_and_the_rest_stays(left, desk, missing, why):
    refused = desk.post("/staff/returns", typed(left, **{missing: ""}))
    assert refused.status_code == 422 and why in words(refused) and 'value="1950"' in refused.get_data(as_text=True)


def test_a_manager_may_not(left, browse, session):
    manager = sign_in(browse(), session, a_staff_member(session, practice_left(session), Role.MANAGER))
    assert manager.post("/staff/returns", typed(left)).status_code == 404
