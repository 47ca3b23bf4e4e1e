""" "Not done yet" stands only for what the practice's own checklist for this person names. Everything else that is missing is simply not there."""

from datetime import date

import pytest

from tests.browsing import words
from webapp.people.models import PersonCondition
from webapp.practices.models import ChecklistItem
from webapp.results.models import NotDone, Result, WhyNot
from webapp.visits.changes import set_checklist


@pytest.fixture
def set_for(session, cast):
    def set_for(*codes):
        set_checklist(session, person=cast.person, practice=cast.practice, codes=codes, by=cast.nurse.id)
        session.commit()

    return set_for


def test_without_a_list_of_the_practice_nothing_is_missed(sam, cast):
    assert "Not done yet" not in words(sam.get(cast.pack))


def test_what_was_set_for_the_person_and_not_measured_is_not_done_yet(sam, cast, set_for):
    set_for("hba1c", "egfr", "weight")
    assert "Not done yet: How well your kidneys clean your blood; Weight." in words(sam.get(cast.pack))


def test_it_stands_on_paper_too(sam, cast, set_for):
    set_for("weight")
    assert "Not done yet: Weight." in words(sam.get(f"/people/{cast.person.id}/paper"))


def test_the_practice_s_list_for_their_conditions_counts(sam, cast, session):
    session.add(PersonCondition(person_id=cast.person.id, code="diabetes", words="Diabetes"))
    for condition, code in (("diabetes", "weight"), ("copd", "cat"), ("any", "smoking")):
        session.add(ChecklistItem(practice_id=cast.practice.id, condition=condition, result_code=code))
    session.commit()
    assert "Not done yet: Weight; Smoking." in words(sam.get(cast.pack))


def test_the_list_set_for_the_person_counts_instead(sam, cast, session, set_for):
    session.add(ChecklistItem(practice_id=cast.practice.id, condition="any", result_code="smoking"))
    set_for("weight")
    assert "Not done yet: Weight." in words(sam.get(cast.pack))


def test_both_blood_pressure_numbers_are_one_thing(sam, cast, set_for):
    set_for("bp_systolic", "bp_diastolic")
    assert "Not done yet: Blood pressure." in words(sam.get(cast.pack))


def test_a_value_that_is_not_released_is_done_and_gives_nothing_away(sam, cast, session, set_for):
    set_for("weight")
    session.add(Result(person_id=cast.person.id, practice_id=cast.practice.id, code="weight", taken_on=date(2026, 11, 20), amount="80", sent_value="80"))
    session.commit()
    assert "Not done yet" not in words(sam.get(cast.pack))


def test_a_value_from_years_ago_is_not_done_this_year(sam, cast, session, set_for):
    set_for("weight")
    session.add(Result(person_id=cast.person.id, practice_id=cast.practice.id, code="weight", taken_on=date(2024, 11, 20), amount="80", sent_value="80"))
    session.commit()
    assert "Not done yet: Weight." in words(sam.get(cast.pack))


@pytest.mark.parametrize(("why", "said"), [(WhyNot.DECLINED, False), (WhyNot.NOT_DONE, True)])
def test_what_they_said_no_to_is_not_held_before_them(sam, cast, session, set_for, why, said):
    set_for("weight")
    about = {"person_id": cast.person.id, "practice_id": cast.practice.id, "cycle_id": cast.cycle.id}
    session.add(NotDone(**about, code="weight", why=why, asked_on=date(2026, 11, 20), recorded_by_id=cast.nurse.id))
    session.commit()
    assert ("Not done yet" in words(sam.get(cast.pack))) is said


def test_the_letterbox_never_says_it(by_link, cast, set_for):
    set_for("weight")
    assert "Not done yet" not in words(by_link.get(cast.letterbox))
