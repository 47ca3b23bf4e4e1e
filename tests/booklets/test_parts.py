"""The plan's other parts: each optional, one small save, whose words and since when, on paper too; nothing of them starts a plan by being read."""

import pytest
from sqlmodel import select

from tests.browsing import Forms, words
from tests.conversations.test_pages import press
from webapp.chapters.sections import SECTIONS
from webapp.plans.models import Plan, Revision, Words
from webapp.plans.queries import whole_plan

pytestmark = pytest.mark.usefixtures("clock")

# PRSB About Me v2.0.1, "About Me record entry": its seven headings in their order.
SEVEN = ["matters", "people", "communicate", "wellness", "please", "support", "worth_knowing"]


@pytest.fixture
def parts(cast) -> str:
    return f"/people/{cast.person.id}/plan/parts"


def write(browser, address, button="save", **typed):
    return press(browser, browser.get(address), address, button, **typed)


def test_about_me_asks_the_seven_headings_of_the_standard_and_what_keeps_one_strong(sam, parts):
    page = sam.get(f"{parts}/about-me")
    form = next(form for form in Forms(page.get_data(as_text=True)).found if form["action"] == f"{parts}/about-me")
    assert [name.removesuffix("-plan") for name, _text in form["fields"] if name.endswith("-plan")] == [*SEVEN, "strengths"]


def test_what_is_written_stands_with_who_wrote_it_who_helped_and_when(sam, parts):
    page = sam.follow(write(sam, f"{parts}/about-me", people="My sister Ann", helped_by="Ann"))
    said = words(page)
    assert "My sister Ann" in said and "You, 2 December 2026" in said and "With help from Ann" in said


@pytest.mark.parametrize("section", [section.key for section in SECTIONS])
def test_reading_a_part_starts_no_plan(sam, parts, session, section):
    assert sam.get(parts).status_code == sam.get(f"{parts}/{section}").status_code == 200
    assert session.exec(select(Plan)).all() == []


@pytest.mark.parametrize("section", [section.key for section in SECTIONS])
def test_an_empty_part_may_be_saved_and_makes_no_revision(sam, parts, session, section):
    assert write(sam, f"{parts}/{section}").status_code == 303
    assert session.exec(select(Revision)).all() == []


def test_a_part_that_is_no_part_is_not_there(sam, nurse, parts):
    assert sam.get(f"{parts}/secrets").status_code == 404
    assert nurse.get(parts.replace("plan/parts", "conversation/parts/secrets")).status_code == 404


def test_no_words_are_lost_when_two_write_in_the_same_box(sam, nurse, parts, session, cast):
    form = sam.get(f"{parts}/about-me")
    talk = parts.replace("plan/parts", "conversation/parts/about-me")
    assert write(nurse, talk, support="Knock first", read_back="yes").status_code == 303
    page = press(sam, form, f"{parts}/about-me", "save", support="Phone me first")
    assert page.status_code == 409 and "Knock first" in words(page) and "Phone me first" in page.get_data(as_text=True)
    assert whole_plan(session, cast.person.id).own.says("support") == "Knock first"


def test_staff_write_a_person_s_words_only_when_they_read_them_back(sam, nurse, parts):
    talk = parts.replace("plan/parts", "conversation/parts/about-me")
    page = write(nurse, talk, people="Ann")
    assert page.status_code == 422 and "Read their words back to them." in words(page)
    assert write(nurse, talk, people="Ann", read_back="yes").status_code == 303
    assert "read it back ( Nurse Clinician , nurse or doctor), 2 December 2026" in words(sam.get(parts))


def test_words_that_do_not_fit_come_back_with_a_kind_word(sam, parts, session):
    page = write(sam, f"{parts}/about-me", people="x" * 2001, please="Knock")
    assert page.status_code == 422 and "Use fewer words." in words(page) and "Knock" in page.get_data(as_text=True)
    assert session.exec(select(Words)).all() == []


def test_the_plan_leads_to_its_parts_and_every_change_stands_in_its_history(sam, parts):
    write(sam, f"{parts}/about-me", strengths="I never give up")
    plan = parts.removesuffix("/parts")
    assert f'href="{parts}"' in sam.get(plan).get_data(as_text=True)
    assert "What I am good at, and what keeps me strong I never give up" in words(sam.get(f"{plan}/history"))
