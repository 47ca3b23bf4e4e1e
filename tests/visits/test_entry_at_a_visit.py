"""The information-gathering visit: typed by hand, checked, kept."""

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.results.labs import days_ago, open_rules, read, the_result
from webapp.base.clock import today
from webapp.practices.models import ChecklistItem
from webapp.results.models import NotDone, Result, SetAsideValue


@pytest.fixture
def hca(desk_of):
    return desk_of("hca")


def place(person) -> str:
    return f"/people/{person.id}/visit"


def results_of(session, person) -> dict[str, Result]:
    return {row.code: row for row in read(session, select(Result).where(Result.person_id == person.id))}


def test_blood_pressure_is_typed_in_two_boxes_and_dated_today(session, sam, hca):
    reply = hca.post(place(sam), {"value-bp_systolic": "132", "value-bp_diastolic": "78"})
    assert "2 lines are saved." in words(hca.follow(reply))
    kept = results_of(session, sam)
    assert {code: (row.amount, row.taken_on, row.source) for code, row in kept.items()} == {
        "bp_systolic": ("132", today(), "typed"),
        "bp_diastolic": ("78", today(), "typed"),
    }


@pytest.mark.parametrize(
    ("top", "bottom", "said"),
    [
        ("80", "78", "the top number must be at least 10 above the bottom one."),
        ("132", "", "Blood pressure: write both numbers."),
        ("", "78", "Blood pressure: write both numbers."),
    ],
)
def test_a_blood_pressure_that_is_no_pair_is_asked_again(session, sam, hca, top, bottom, said):
    reply = hca.post(place(sam), {"value-bp_systolic": top, "value-bp_diastolic": bottom, "value-weight": "80"})
    assert reply.status_code == 422
    assert said in words(reply)
    assert 'value="80"' in reply.get_data(as_text=True)
    assert results_of(session, sam) == {}


def test_weight_in_stones_and_pounds_and_height_in_feet_and_inches(session, sam, hca):
    page = hca.get(place(sam)).get_data(as_text=True)
    assert 'name="value-weight-stone_av-0"' in page
    hca.post(place(sam), {"value-weight-stone_av-0": "11", "value-weight-stone_av-1": "0"})
    kept = the_result(session, sam, "weight")
    assert (kept.amount, kept.sent_value, kept.sent_unit) == ("69.9", "11 0", "st lb")


def test_two_units_for_one_result_are_asked_again(session, sam, hca):
    reply = hca.post(place(sam), {"value-weight": "80", "value-weight-stone_av-0": "11"})
    assert reply.status_code == 422
    assert "Weight: use one unit only." in words(reply)


def test_a_percentage_is_read_in_the_unit_that_was_chosen(session, sam, hca):
    hca.post(place(sam), {"value-hba1c": "6,5", "unit-hba1c": "%"})
    assert the_result(session, sam, "hba1c").amount == "48"


def test_an_unusual_value_asks_once_and_is_kept_after_a_tick(session, sam, hca):
    first = hca.post(place(sam), {"value-weight": "230"})
    assert first.status_code == 422
    assert "Weight 230 is unusual. Is this right?" in words(first)
    assert hca.post(place(sam), {"value-weight": "231", "sure-weight": "230|kg"}).status_code == 422
    assert hca.post(place(sam), {"value-weight": "230", "sure-weight": "230|kg"}).status_code == 303
    assert the_result(session, sam, "weight").amount == "230"


def test_an_impossible_value_stops_and_is_set_aside_if_it_was_measured(session, sam, hca):
    first = hca.post(place(sam), {"value-spo2": "20", "value-pulse": "400"})
    assert "Pulse (heart beats): 400 cannot be right." in words(first)
    hca.post(place(sam), {"value-pulse": "400", "sure-pulse": "400|beats a minute"})
    assert results_of(session, sam) == {}
    (aside,) = read(session, select(SetAsideValue))
    assert (aside.code, aside.sent_value) == ("pulse", "400")
    assert "pulse-far-out" in open_rules(session, sam)


def test_an_alarm_is_said_at_once_to_whoever_measured(session, sam, hca):
    reply = hca.post(place(sam), {"value-bp_systolic": "190", "value-bp_diastolic": "100"})
    seen = words(hca.follow(reply))
    assert "Tell a clinician now, before this person leaves" in seen
    assert "180 or more" in seen


def test_not_done_and_said_no_are_kept_and_end_with_a_value(session, sam, hca):
    hca.post(place(sam), {"why-weight": "declined", "why-pulse": "not_done"})
    kept = {row.code: row.why.value for row in read(session, select(NotDone))}
    assert kept == {"weight": "declined", "pulse": "not_done"}
    hca.post(place(sam), {"value-weight": "80"})
    assert [row.code for row in read(session, select(NotDone)) if row.replaced_at is None] == ["pulse"]


def test_a_value_and_not_done_together_are_asked_again(session, sam, hca):
    reply = hca.post(place(sam), {"value-weight": "80", "why-weight": "not_done"})
    assert reply.status_code == 422
    assert results_of(session, sam) == {}


def test_a_value_taken_on_another_day_keeps_that_day(session, sam, hca):
    hca.post(place(sam), {"value-weight": "80", "day-weight": days_ago(3).strftime("%d/%m/%Y")})
    assert the_result(session, sam, "weight").taken_on == days_ago(3)


@pytest.mark.parametrize("day", ["2999-01-01", "yesterday", "40/1/2026"])
def test_a_day_that_cannot_be_is_asked_again(session, sam, hca, day):
    assert hca.post(place(sam), {"value-weight": "80", "day-weight": day}).status_code == 422
    assert results_of(session, sam) == {}


def test_the_practice_s_own_checklist_is_what_is_asked(session, surgery, sam, hca):
    session.add(ChecklistItem(practice_id=surgery.id, condition="diabetes", result_code="waist"))
    session.add(ChecklistItem(practice_id=surgery.id, condition="copd", result_code="cat"))
    session.commit()
    page = hca.get(place(sam)).get_data(as_text=True)
    assert 'name="value-waist"' in page
    assert 'name="value-cat"' not in page
    assert 'name="value-weight"' not in page


@pytest.mark.parametrize("value", ["abc", "1,234", "80kg90", "-5", "1e5", "＜", "9" * 500])
def test_nonsense_is_asked_again_and_never_breaks(session, sam, hca, value):
    reply = hca.post(place(sam), {"value-weight": value})
    assert reply.status_code == 422
    assert results_of(session, sam) == {}


@pytest.mark.parametrize("role", ["reception", "manager"])
def test_reception_and_manager_do_not_see_the_visit(sam, desk_of, role):
    other = desk_of(role)
    assert other.get(place(sam)).status_code == 404
    assert other.post(place(sam), {"value-weight": "80"}).status_code == 404


def test_the_visit_leads_to_checking_the_phone(sam, hca):
    assert f'href="/people/{sam.id}/mobile"' in hca.get(place(sam)).get_data(as_text=True)
