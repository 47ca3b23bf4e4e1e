"""My plan on a page: one side of A4 for a usual plan, two for the fullest, in words anyone can read from the fridge."""

import re

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.phone import Phone
from e2e.screens.plan import sides
from e2e.test_every_page import id_of
from webapp.accounts.models import Account
from webapp.chapters.kinds import ItemKind
from webapp.people.models import Need, Person
from webapp.plans.changes import Hand, add_item, open_plan, save_words
from webapp.plans.models import Side
from webapp.plans.rules import MOST_ACTIONS, MOST_GOALS, MOST_PROMISES, Typed

OWN = {
    "matters": "My garden, Sunday lunch with my grandchildren, and being able to look after my sister when she is poorly.",
    "danger": "Pain in my chest, my lips go blue, or I cannot get my breath: phone 999. More out of breath than usual for two days: phone the GP surgery.",
    "who_to_call": "The GP surgery in the day. The diabetes nurse on Tuesday and Thursday mornings. 111 at night.",
    "key_person": "Nurse Nadia Green",
    "key_phone": "01632 960555",
    "key_hours": "Tuesday mornings",
    "review_on": "2027-06-01",
    "review_by": "Nurse Nadia Green",
}
GOAL = {"want": "Walk to Llanfairpwllgwyngyll and back without a stop, with my neighbour Ann.", "importance": "9"}
STEP = {"what": "Walk further", "first_step": "Walk to the post box after breakfast, with my good shoes on.", "by_when": "2026-12-24", "confidence": "7"}
PROMISE = {"what": "Ask the physiotherapist about the rehabilitation class.", "who": "Bartholomew Featherstonehaugh", "by_when": "2026-12-24"}


def write(session, plan, by, item, words) -> None:
    typed = {item.id if item else plan.id: {name: Typed(text) for name, text in words.items()}}
    save_words(session, plan=plan, typed=typed, by=by, items={item.id: item} if item else {})


@pytest.fixture
def fullest(surgery) -> str:
    """Gwen's plan with everything a plan can hold. Her id."""
    with surgery.database.writing() as session:
        gwen = session.exec(select(Person).where(Person.surname == "Griffiths")).one()
        account = session.exec(select(Account.id).where(Account.person_id == gwen.id)).first()
        plan, by = open_plan(session, person_id=gwen.id), Hand(account, Side.PERSON)
        gwen.language = "cy"
        session.add(Need(person_id=gwen.id, code="interpreter", words="A Welsh interpreter"))
        write(session, plan, by, None, OWN)
        for _goal in range(MOST_GOALS):
            goal = add_item(session, plan=plan, kind=ItemKind.GOAL, by=by)
            write(session, plan, by, goal, GOAL)
            for _step in range(MOST_ACTIONS):
                write(session, plan, by, add_item(session, plan=plan, kind=ItemKind.ACTION, by=by, goal=goal), STEP)
        for _promise in range(MOST_PROMISES):
            write(session, plan, by, add_item(session, plan=plan, kind=ItemKind.PROMISE, by=by), PROMISE)
    return id_of(surgery, "Griffiths")


def paper(somebody, name: str, person_id: str, language: str = "en"):
    phone = Phone(somebody())
    phone.be(name)
    phone.page.context.add_cookies([{"name": "language", "value": language, "url": phone.page.url}])
    phone.page.goto(f"/people/{person_id}/plan/page")
    expect(phone.page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))
    return phone.page


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_usual_plan_is_one_side_with_who_to_phone_and_nothing_that_identifies(somebody, surgery, language):
    page = paper(somebody, "Sam Carter", id_of(surgery, "Carter"), language)
    expect(page.locator("main")).to_contain_text("Pain in my chest")
    with surgery.database.reading() as session:
        sam = session.exec(select(Person).where(Person.surname == "Carter")).one()
    shown = page.locator("body").inner_text().replace(" ", "")
    assert sam.nhs_number not in shown and "1950" not in shown
    assert "01632960001" in shown and {"en": "Phone111", "cy": "Ffoniwch111"}[language] in shown
    assert sides(page) == 1


def test_the_first_side_says_who_this_is_and_whom_to_phone_and_begins_every_goal(somebody, surgery, fullest):
    page = paper(somebody, "Gwen Griffiths", fullest)
    said = " ".join(page.locator("main").inner_text().split())
    first = (
        "My key person: Nurse Nadia Green, 01632 960555, Tuesday mornings",
        "Call me: Gwen. My phone: 07700 900104",
        "A Welsh interpreter",
        "My GP surgery:",
    )
    then = ("Allergies and medicines: Not known here.", "What I will do", "What others will do", "What matters most", "Pain in")
    places = [said.index(words) for words in (*first, *then)]
    assert places == sorted(places) and "8am to 6:30pm" in said
    # A4 less its margins, at 96 dots an inch: what stands lower comes on the second side.
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    goals = page.locator("main ul li:first-child").evaluate_all("steps => steps.map(step => step.getBoundingClientRect().bottom)")[:MOST_GOALS]
    assert len(goals) == MOST_GOALS and max(goals) < 1000, goals
    assert sides(page) == 2


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_fullest_plan_is_two_sides(somebody, surgery, fullest, language):
    page = paper(somebody, "Gwen Griffiths", fullest, language)
    assert page.locator("main li").count() == MOST_GOALS * MOST_ACTIONS + MOST_PROMISES
    assert sides(page) == 2


def test_its_letters_are_16_point_and_black_on_white(somebody, surgery):
    page = paper(somebody, "Sam Carter", id_of(surgery, "Carter"))
    page.emulate_media(media="print")
    sizes = "nodes => nodes.map(node => Math.round(parseFloat(getComputedStyle(node).fontSize) * 7.5) / 10)"
    assert min(page.locator("main :is(p, li, h1, h2, h3)").evaluate_all(sizes)) >= 16
    assert page.locator("main p").first.evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
