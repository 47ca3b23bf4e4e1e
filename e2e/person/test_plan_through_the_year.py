"""The plan in the person's hand: changed, ticked off, answered, and found again months later."""

from datetime import date

import pytest
from playwright.sync_api import expect

from e2e.screens.phone import Phone
from e2e.screens.plan import Plan

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
