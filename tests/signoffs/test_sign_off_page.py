"""The clinical lead's page: what is a draft, what was signed by whom and when, what ends; and one press."""

from datetime import date

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.people_cast import a_staff_member, sign_in
from webapp.practices.models import Role
from webapp.signoffs.models import SignOff

PAGE = "/staff/sign-offs"


def test_everything_is_a_draft_at_first(nurse):
    reply = nurse.get(PAGE)
    assert ">92<" in markup(reply)
    assert "Sugar in your blood over 3 months" in words(reply)


def test_a_rule_nobody_checked_says_that_it_needs_a_sign_off(nurse):
    said = words(nurse.get(f"{PAGE}?kind=rule&condition=diabetes"))
    assert "100 or more Clinician checks for thirst, weight loss, vomiting, ketones. Needs sign-off" in said
    assert "our own proposal" in said


def test_one_press_signs_one_with_name_and_dates(nurse, cast):
    nurse.post(PAGE, {"kind": "result", "sign": "result:hba1c"})
    said = words(nurse.get(f"{PAGE}?standing=signed"))
    assert "Signed off By Nurse Team A on 2 December 2026. Good until 2 December 2027." in said


def test_one_press_signs_all_of_a_condition(nurse, look):
    nurse.post(PAGE, {"kind": "result", "condition": "gout", "all": "yes"})
    signed = {row.content_id for row in look(select(SignOff))}
    assert "result:urate" in signed
    assert "result:spo2" not in signed


def test_without_a_condition_nothing_is_signed_all_at_once(nurse, look):
    nurse.post(PAGE, {"kind": "result", "all": "yes"})
    assert look(select(SignOff)) == []


def test_a_word_can_be_taken_back(nurse, look):
    nurse.post(PAGE, {"kind": "result", "sign": "result:hba1c"})
    nurse.post(PAGE, {"kind": "result", "back": "result:hba1c"})
    (row,) = look(select(SignOff))
    assert row.replaced_at is not None


def test_what_ends_soon_and_what_has_ended_stand_first(nurse, sign):
    sign("result:weight", on=date(2025, 12, 20))
    sign("result:hba1c", on=date(2025, 6, 1))
    said = words(nurse.get(PAGE))
    assert "1 has expired." in said
    assert "Ends in the next 30 days Weight" in said


@pytest.mark.parametrize("form", [{}, {"sign": "result:nothing"}, {"kind": "x", "condition": "y", "all": "1"}, {"back": "z"}])
def test_what_makes_no_sense_signs_nothing(nurse, look, form):
    assert nurse.post(PAGE, form).status_code == 303
    assert look(select(SignOff)) == []


@pytest.mark.parametrize("query", ["?kind=nonsense", "?condition=nonsense", "?standing=nonsense", "?page=999", "?page=x"])
def test_a_page_that_makes_no_sense_is_still_a_page(nurse, query):
    assert nurse.get(PAGE + query).status_code == 200


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.HCA, Role.MANAGER, Role.COORDINATOR])
def test_only_a_clinician_signs(browse, session, cast, role, look):
    browsing = sign_in(browse(), session, a_staff_member(session, cast.practice, role, "Somebody"))
    assert browsing.post(PAGE, {"sign": "result:hba1c"}).status_code == 404
    assert look(select(SignOff)) == []


def test_the_draft_is_marked_at_triage_until_it_is_signed(nurse, cast, sign):
    page = f"/people/{cast.person.id}/triage"
    assert "Draft words" in words(nurse.get(page))
    sign("result:hba1c", on=date(2026, 12, 1))
    assert "Draft words" not in words(nurse.get(page))


def test_an_expired_explanation_is_marked_at_triage(nurse, cast, sign):
    sign("result:hba1c", on=date(2025, 6, 1))
    assert "Sign-off expired The person is asked to phone you." in words(nurse.get(f"/people/{cast.person.id}/triage"))
