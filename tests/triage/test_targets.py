"""A person's own target: written down by a clinician, never made up."""

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.results.labs import bring, lab, read
from webapp.base.clock import today
from webapp.results.models import PersonalTarget


def place(person) -> str:
    return f"/people/{person.id}/targets"


def agreed(**changes) -> dict[str, str]:
    return {"code": "hba1c", "low": "42", "high": "53", "agreed_on": today().isoformat()} | changes


@pytest.fixture
def with_results(session, surgery, sam):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=800)
    return sam


def test_a_target_is_kept_with_who_and_when(session, with_results, desk, nurse):
    assert desk.post(place(with_results), agreed()).status_code == 303
    (kept,) = read(session, select(PersonalTarget))
    assert (kept.code, kept.low, kept.high, kept.agreed_on, kept.recorded_by_id) == ("hba1c", "42", "53", today(), nurse.id)
    assert "42 to 53" in words(desk.get(f"/people/{with_results.id}/triage"))


def test_a_new_target_ends_the_one_before(session, with_results, desk):
    desk.post(place(with_results), agreed())
    desk.post(place(with_results), agreed(low="", high="58"))
    standing = [target for target in read(session, select(PersonalTarget)) if target.ended_at is None]
    assert [(target.low, target.high) for target in standing] == [(None, "58")]


def test_a_target_can_be_ended(session, with_results, desk):
    desk.post(place(with_results), agreed())
    desk.post(place(with_results), {"end": "hba1c"})
    assert read(session, select(PersonalTarget))[0].ended_at is not None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "nothing"}, "Choose the result."),
        ({"low": "", "high": ""}, "Write at least one number."),
        ({"low": "60"}, "The highest number must be above the lowest."),
        ({"low": "low"}, "Write a number, like 48 or 6.5."),
        ({"high": "5000"}, "This number is outside what is possible."),
        ({"agreed_on": ""}, "Write the day you agreed this."),
        ({"agreed_on": "31/31/2026"}, "Write the day like this: 3/11/2026."),
        ({"agreed_on": "2999-01-01"}, "This day is still to come. Check it."),
    ],
)
def test_a_target_that_cannot_be_is_asked_again_and_kept_as_typed(session, with_results, desk, changes, said):
    reply = desk.post(place(with_results), agreed(**changes))
    assert reply.status_code == 422
    assert said in words(reply)
    assert read(session, select(PersonalTarget)) == []


def test_a_health_care_assistant_sets_no_target(with_results, desk_of):
    assert desk_of("hca").post(place(with_results), agreed()).status_code == 404


def test_enter_in_a_targets_box_saves_nothing_and_loses_nothing(session, with_results, desk):
    page = desk.post(f"/people/{with_results.id}/triage/decisions", {"enter": "yes", "note": "", "code": "", "high": "58", "why": ""})
    assert page.status_code == 422 and 'value="58"' in markup(page) and "Press the button below this to save it." in words(page)
    assert read(session, select(PersonalTarget)) == []


def test_enter_with_no_more_than_the_ticks_keeps_them(with_results, desk):
    assert desk.post(f"/people/{with_results.id}/triage/decisions", {"enter": "yes", "code": "", "low": "", "why": ""}).status_code == 303
