"""A year of a plan with JavaScript off: written, agreed, printed, lived, looked at again part by part, and opened again in another browser."""

from datetime import date

from playwright.sync_api import expect

from e2e.screens.phone import Phone
from e2e.screens.plan import Plan, sides

BORN, NUMBER = date(1950, 3, 14), "07700 900101"
GOAL, NEW = "Walk to the shop and back without a stop.", "Walk to the shop with Ann."


def test_a_plan_is_written_agreed_printed_reviewed_and_opened_again(somebody, surgery):
    # given somebody whose browser runs no script
    phone = Phone(somebody(js=False))
    phone.be("Sam Carter")
    page, plan = phone.page, Plan(phone.page)
    # when he writes in his goal, and says yes
    plan.open()
    plan.goal(GOAL).get_by_role("link", name="Change this goal").click()
    page.get_by_label("What do you want to do?").fill(NEW)
    plan.press("Save")
    page.get_by_label("Yes", exact=True).check()
    plan.press("Send my answer")
    expect(page.locator("#agreement")).to_contain_text("You said:")
    # then he writes how it goes, and has it on one page of paper
    plan.goal(NEW).get_by_role("link", name="Write how it is going").click()
    page.get_by_label("Started", exact=True).check()
    page.get_by_label("Anything to write down?").fill("Twice this week.")
    plan.press("Keep this note")
    page.get_by_role("link", name="My progress on a page").click()
    expect(page.get_by_text("Twice this week.")).to_be_visible()
    assert sides(page) == 1
    page.go_back()
    page.get_by_role("link", name="Back to my plan").click()
    # and he looks at the plan again: one part is changed, then he stops, and it waits for him in another browser
    page.get_by_role("link", name="Look at my plan again").click()
    plan.press("Begin")
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Why does it matter to you?").fill("I want to see people.")
    plan.press("Save and go on")
    page.get_by_role("link", name="Stop here and go on later").click()
    expect(page.get_by_role("listitem").filter(has_text=NEW)).to_contain_text("Changed")
    looked_through_elsewhere(Phone(somebody(js=False)), surgery)
    assert page.complaints == []


def looked_through_elsewhere(phone: Phone, surgery) -> None:
    """By his number and a code; all else is still right, and the next day is said, with who makes sure of it."""
    phone.come_in(surgery, NUMBER, BORN)
    page, plan = phone.page, Plan(phone.page)
    plan.open()
    page.get_by_role("link", name="Look at my plan again").click()
    plan.press("Go on")
    page.wait_for_url("**/plan/review/*")
    while not page.url.endswith("/end"):
        with page.expect_navigation():
            plan.press("Still right")
    expect(page.get_by_role("heading", name="What you said")).to_be_visible()
    expect(page.get_by_text("I want to see people.")).to_be_visible()
    if page.get_by_label("Who makes sure that it happens?").count():
        page.get_by_label("Who makes sure that it happens?").fill("I do")
    plan.press("Done")
    expect(page.get_by_text("You looked at your plan on")).to_be_visible()
    plan.open()
    expect(page.get_by_role("heading", name=NEW)).to_be_visible()
    assert page.complaints == []
