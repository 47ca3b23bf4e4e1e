"""The talk written down by the keyboard alone: from signing in to an agreed plan on paper."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.screens.desk import Desk
from e2e.screens.plan import sides
from webapp.base.clock import today


class Keys:
    """A nurse without a mouse: Tab to where she wants to be, then type or press."""

    MOST_TABS = 120

    def __init__(self, page: Page):
        self.page = page

    def reach(self, place: Locator) -> None:
        expect(place).to_be_attached()
        for _press in range(self.MOST_TABS):
            if place.evaluate("node => node === document.activeElement"):
                expect(place).to_be_in_viewport()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {place}")

    def press(self, words: str) -> None:
        self.reach(self.page.get_by_role("button", name=words, exact=True).last)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def follow(self, words: str, within: Locator | None = None) -> None:
        self.reach((within or self.page).get_by_role("link", name=words).first)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def write(self, label: str, words: str) -> None:
        self.reach(self.page.get_by_label(label, exact=True).last)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, group: str, option: str) -> None:
        """Tab comes to the first of the radios; the arrows go on to the one she means."""
        choices = self.page.get_by_role("group", name=group, exact=True).last.get_by_role("radio")
        self.reach(choices.first)
        self.page.keyboard.press("Space")
        for _press in range(choices.count()):
            if self.page.get_by_role("group", name=group, exact=True).last.get_by_label(option, exact=True).is_checked():
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"no arrow leads to {option}")

    def tick(self, label: str) -> None:
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Space")


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_a_nurse_writes_a_plan_with_mavis_and_prints_it_without_a_mouse(somebody, js):
    desk = Desk(somebody(js=js, desk=True))
    desk.be("Nurse Nadia Green")
    keys, page = Keys(desk.page), desk.page
    # given two presses from signing in to her talk with Mavis
    keys.follow("Before the talk")
    keys.follow("Write the plan together", page.get_by_role("region", name="Mavis Okafor"))
    expect(page.get_by_role("heading", name="The talk with Mavis Okafor")).to_be_visible()
    # when she writes down a goal with a step, a promise, and the day they look at it again
    keys.press("Add a goal")
    keys.write("What do you want to do?", "Get up the church steps.")
    keys.choose("How important is it to you?", "8")
    keys.tick("I wrote this in their words and read it back to them.")
    keys.press("Add a step")
    keys.write("What exactly will you do?", "Climb three stairs at home.")
    keys.choose("How sure are you that you can do this?", "7")
    keys.tick("I wrote this in their words and read it back to them.")
    keys.press("Add a promise")
    keys.write("What?", "Ask for the breathing class.")
    keys.write("Who?", "Nurse Nadia Green")
    keys.write("When do we look at this plan again?", f"{today() + timedelta(days=180):%d/%m/%Y}")
    keys.write("Who books that talk?", "Nurse Nadia Green")
    # then both say yes
    keys.choose("What they say", "Yes")
    keys.choose("What you say", "Yes")
    keys.press("Save these answers")
    expect(page.locator("#agreement")).to_contain_text("Agreed")
    # and it is one side of paper
    keys.follow("Print the plan")
    expect(page.locator("main")).to_contain_text("Get up the church steps.")
    expect(page.locator("main")).to_contain_text("Climb three stairs at home.")
    assert sides(page) == 1 and page.complaints == []
