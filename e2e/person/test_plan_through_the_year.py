"""The plan in the person's hand: changed, ticked off, answered, and found again months later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from sqlmodel import col, select

from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from e2e.screens.plan import Plan
from webapp.accounts.models import Account
from webapp.base.clock import today
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.plans.changes import Hand, open_plan, save_words
from webapp.plans.models import Answer, Side
from webapp.plans.queries import whole_plan
from webapp.plans.rules import Typed
from webapp.versions.changes import agree

BORN, NUMBER = date(1950, 3, 14), "07700 900101"
GOAL, STEP, PROMISE = "Walk to the shop and back without a stop.", "Walk a bit further each week.", "Ask the pharmacist"


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_sam_changes_a_goal_ticks_a_step_and_says_what_did_not_happen(somebody, surgery, js):
    # given the day of the promise has passed
    surgery.later(days=5)
    phone = Phone(somebody(js=js))
    phone.be("Sam Carter")
    plan = Plan(phone.page)
    plan.open()
    expect(phone.page.get_by_text("Nurse Nadia Green").first).to_be_in_viewport()
    expect(phone.page.get_by_role("link", name="Phone 01632 960001").first).to_be_in_viewport()
    # when he changes his goal
    plan.goal(GOAL).get_by_role("link", name="Change this goal").click()
    phone.page.get_by_label("What do you want to do?").fill("Walk to the shop with Ann.")
    plan.press("Save")
    # then it stands, and the plan says that it changed since both said yes
    expect(phone.page.get_by_role("heading", name="Walk to the shop with Ann.")).to_be_visible()
    expect(phone.page.get_by_text("This plan has changed since you both said yes.")).to_be_visible()
    # and he ticks his step, and says that the promise was not kept
    plan.step(STEP).get_by_role("button", name="I did this").click()
    expect(plan.step(STEP)).to_contain_text("Done on")
    expect(plan.promise(PROMISE)).to_contain_text("This is late")
    plan.promise(PROMISE).get_by_role("button", name="This did not happen").click()
    expect(plan.promise(PROMISE)).to_contain_text("You told us this did not happen.")
    # and he says yes, with a note
    phone.page.get_by_label("Yes, with a note").check()
    phone.page.get_by_label("Your note").fill("Only if it does not rain.")
    plan.press("Send my answer")
    expect(phone.page.locator("#agreement")).to_contain_text("Only if it does not rain.")
    assert phone.page.complaints == []


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_months_later_without_the_text_he_is_back_at_his_plan_by_himself(somebody, surgery, js):
    # given five months on, and a browser that knows nothing of him
    surgery.later(days=150)
    phone = Phone(somebody(js=js))
    # when he gives his number and date of birth, and the code that comes
    phone.come_in(surgery, NUMBER, BORN)
    # then his plan is there, with whom to phone
    Plan(phone.page).open()
    expect(phone.page.get_by_role("heading", name=GOAL)).to_be_visible()
    expect(phone.page.get_by_role("link", name="Phone 01632 960001").first).to_be_visible()
    assert phone.page.complaints == []


@pytest.fixture
def lived(surgery) -> None:
    """Sam and the nurse talked and both said yes; the plan is looked at again in ten months, and nine and a half have gone by."""
    surgery.later(days=20)
    with surgery.database.writing() as session:
        sam = session.exec(select(Person).where(Person.surname == "Carter")).one()
        desk = session.exec(select(Account).where(col(Account.staff_id).is_not(None))).first()
        plan, by = open_plan(session, person_id=sam.id), Hand(desk.id, Side.PROFESSIONAL)
        again = Typed((today() + timedelta(days=305)).isoformat(), whole_plan(session, sam.id).own.seen["review_on"])
        saved = save_words(session, plan=plan, typed={plan.id: {"review_on": again}}, by=by, items={})
        for side in Side:
            agree(session, plan=plan, number=saved.number, answer=Answer.YES, notes="", by=replace(by, side=side), cycle=open_cycle(session, sam.id))
    surgery.later(days=290)


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_when_the_year_is_round_he_asks_for_the_talk_himself_and_the_desk_sees_it(somebody, surgery, lived, js):
    # given nobody texted him, and a browser that knows nothing of him
    phone = Phone(somebody(js=js))
    phone.come_in(surgery, NUMBER, BORN)
    plan = Plan(phone.page)
    plan.open()
    expect(phone.page.get_by_text("It is time for your yearly talk.")).to_be_visible()
    # when he asks for it
    plan.press("I want my yearly talk now")
    # then he sees by when somebody is in touch, and his plan is there as before
    expect(phone.page.get_by_text("We told your GP surgery that you want your yearly talk.")).to_be_visible()
    expect(phone.page.get_by_role("heading", name=GOAL)).to_be_visible()
    # and what he wrote a year ago is kept
    phone.page.get_by_role("link", name="My years before").click()
    phone.page.get_by_role("link", name="The year of your talk").click()
    expect(phone.page.get_by_text("Could I take the tablets at night?")).to_be_visible()
    # and the desk reads who wants it, and books it
    desk = Desk(somebody(js=js, desk=True))
    desk.be("Nurse Nadia Green")
    desk.page.goto("/staff")
    expect(desk.page.get_by_role("row").filter(has_text="Wants the yearly talk. Book it")).to_contain_text("Carter, Sam")
    expect(desk.page.get_by_role("row").filter(has_text="Book the talk").filter(has_text="Carter, Sam")).to_be_visible()
    assert phone.page.complaints == desk.page.complaints == []


def test_the_desk_invites_with_one_press_and_he_gets_a_text(somebody, surgery, lived):
    desk = Desk(somebody(desk=True))
    desk.be("Nurse Nadia Green")
    desk.page.goto("/staff")
    desk.page.get_by_role("row").filter(has_text="Carter, Sam").get_by_role("button", name="Invite to the yearly talk").click()
    expect(desk.page.get_by_text("1 person gets a message that asks them.")).to_be_visible()
    # then it goes in the next hours in which the surgery sends
    for _day in range(4):
        surgery.later(days=1)
    phone = Phone(somebody())
    expect(phone.newest_text(NUMBER, "your yearly talk at")).to_be_visible()
    assert desk.page.complaints == []
