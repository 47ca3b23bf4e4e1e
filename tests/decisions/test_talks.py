"""Many talks on one plan, the list both rank, and a decision made together: at the desk and at home, without script."""

import re

import pytest

from tests.browsing import Forms, words
from tests.conversations.test_pages import press
from tests.people_cast import sign_in
from webapp.decisions.queries import decisions_in, talks_of
from webapp.decisions.rules import MOST_DECISIONS
from webapp.grants.models import SharedPart
from webapp.plans.queries import whole_plan
from webapp.sharing.rules import shared_plan

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def kept_talks(database, cast):
    def look():
        with database.reading() as session:
            return talks_of(session, cast.person.id)

    return look


@pytest.fixture
def decision_kept(database, cast):
    def look():
        with database.reading() as session:
            return decisions_in(whole_plan(session, cast.person.id))[0]

    return look


@pytest.fixture
def shown(database, cast):
    """What a carer is handed of these parts."""

    def look(parts):
        with database.reading() as session:
            return shared_plan(whole_plan(session, cast.person.id), None, parts).sections

    return look


def write(browser, address, button="save", **typed):
    return press(browser, browser.get(address), address, button, **typed)


def test_a_talk_is_kept_by_the_first_save_and_the_person_goes_on_with_it_at_home(nurse, sam, talk, plan, kept_talks, clock, browse, session, cast):
    nurse.get(talk)
    assert kept_talks() == []
    write(nurse, talk, today_1="Sleep", today_2="My tablets", professional="Feet")
    write(nurse, talk, "up:today_2")
    write(nurse, talk, "want:Feet", talk_how="phone", talk_others="Ann, Bob", talk_for="The yearly talk")
    [kept] = kept_talks()
    assert [one.name for one in kept.told.present] == ["Sam Carter", "Nurse Clinician", "Ann", "Bob"] and kept.told.how.value == "phone" and kept.numbers
    assert "You are on the phone." in words(nurse.get(talk))
    page = sam.get(f"{plan}/talks/{kept.id}")
    said = words(page)
    assert "What we wanted My tablets Sleep Feet" in said and "Nurse Clinician" in said and "By phone" in said and "The yearly talk" in said
    clock.move_to("2026-12-05T10:00:00+00:00")
    sam, nurse = sign_in(browse(), session, cast.person), sign_in(browse(), session, cast.nurse)
    after = sam.follow(write(sam, f"{plan}/talks/{kept.id}", "down:today_1", thought="I forgot my feet"))
    assert "I forgot my feet" in words(after) and "What we wanted Sleep My tablets Feet" in words(after)
    assert "Thoughts afterwards" in words(nurse.get(talk))
    write(nurse, talk, professional="Eyes")
    sam.follow(sam.post(f"{plan}/talks"))
    assert [one.told.how.value for one in kept_talks()] == ["afterwards", "room", "phone"]


def test_what_is_said_of_a_talk_is_put_right_or_taken_back_and_never_written_over(nurse, talk, kept_talks):
    write(nurse, talk, professional="Feet")
    stale = nurse.get(talk)
    write(nurse, talk, talk_for="Feet")
    clash = press(nurse, stale, talk, "save", talk_for="Eyes")
    assert clash.status_code == 409 and "Feet" in words(clash) and "Eyes" in clash.get_data(as_text=True)
    wrong = write(nurse, talk, talk_on="1/6/2040")
    assert wrong.status_code == 422 and "1/6/2040" in wrong.get_data(as_text=True)
    write(nurse, talk, "no_talk")
    assert kept_talks() == [] and "Eyes" not in words(nurse.get(talk))


def test_a_decision_is_written_from_both_sides_and_neither_writes_in_the_other_s(nurse, sam, talk, plan, decision_kept, shown):
    page = nurse.follow(write(nurse, talk, "decision"))
    address = next(form["action"] for form in Forms(page.get_data(as_text=True)).found if "/decisions/" in (form["action"] or ""))
    assert "Do nothing for now" in page.get_data(as_text=True)
    refused = press(nurse, page, address, "save", matters="My sleep")
    assert refused.status_code == 422 and "Read their words back to them." in words(refused)
    press(nurse, page, address, "option", what="Do I take the tablet?", good_known="Of 100 people, 3 fewer have a stroke.")
    mine = address.replace("conversation", "plan")
    form = sam.get(mine)
    assert "good_known" not in re.findall(r'name="(\w+)-', form.get_data(as_text=True)) and "3 fewer have a stroke" in words(form)
    press(sam, form, mine, "save", matters="My sleep", choice="B", say_back="We wait until spring.", by_when="1/3/2027")
    decision = decision_kept()
    assert decision.chosen.says("what") == "Do nothing for now" and [one.says("letter") for one in decision.options] == ["A", "B", "C"]
    paper = words(sam.get(f"{mine}/page"))
    assert "I choose: Do nothing for now" in paper and "We wait until spring." in paper and "How to talk with me" in paper
    assert [one.part for one in shown({SharedPart.GOALS, SharedPart.ABOUT_ME})] == [] and "We wait until spring." not in str(shown({SharedPart.DECISIONS}))
    assert ("What I could do", "Do nothing for now") in shown({SharedPart.DECISIONS})[0].entries[2]
    taken = f"take_out:{decision.options[0].item.id}"
    press(sam, sam.get(mine), mine, taken)
    press(sam, sam.get(mine), mine, "option")
    decision = decision_kept()
    assert [one.says("letter") for one in decision.options] == ["B", "C", "D"]
    press(sam, sam.get(mine), mine, "take_out_all")
    assert "There is no decision yet." in words(sam.get(f"{plan}/decisions"))


def test_the_screen_for_both_hides_what_is_private_when_somebody_else_is_there(nurse, talk, plan, sam):
    write(nurse, talk, today_1="Sleep", today_2="My tablets", professional="Your kidneys")
    screen = f"{talk}/screen"
    assert "Your kidneys" in words(nurse.get(screen))
    moved = nurse.follow(nurse.post(screen, {"press": "up:today_2", "private": "shown"}))
    assert words(moved).index("My tablets") < words(moved).index("Sleep")
    write(nurse, talk, talk_others="Ann")
    assert "Your kidneys" not in words(nurse.get(screen)) and "Your kidneys" in words(nurse.get(f"{screen}?private=shown"))


def test_a_plan_holds_twelve_decisions_whoever_begins_them(nurse, sam, talk, plan, session, cast):
    for _each in range(11):
        sam.post(f"{plan}/decisions", {})
    assert "/decisions/" in nurse.post(talk, {"press": "decision"}).headers["Location"]
    session.expire_all()
    refused = [nurse.post(talk, {"press": "decision"}).headers["Location"], sam.post(f"{plan}/decisions", {}).headers["Location"]]
    assert refused == [f"{talk}#decisions", f"{plan}/decisions"]
    assert len(decisions_in(whole_plan(session, cast.person.id))) == MOST_DECISIONS
