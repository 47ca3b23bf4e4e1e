"""A new search says how many there are while it is made: by itself with a script, by a press without one."""

import pytest
from playwright.sync_api import expect

from e2e.screens.desk import Desk


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_the_count_follows_what_is_chosen_and_the_search_is_kept(somebody, surgery, js):
    # given a nurse who makes a search
    nadia = Desk(somebody(desk=True, js=js))
    nadia.be("Nurse Nadia Green")
    nadia.page.goto("/staff/cohorts/new")
    if js:
        nadia.page.locator("html[data-ready]").wait_for(state="attached")
    # when she chooses a condition
    nadia.page.get_by_label("Osteoporosis").check()
    if not js:
        nadia.press("Count")
    # then it says how many there are, and what was chosen stands
    expect(nadia.page.locator("#count")).to_contain_text("1 person can be asked now.")
    expect(nadia.page.get_by_label("Osteoporosis")).to_be_checked()
    # and kept with a name it is on the list
    nadia.page.get_by_label("Its name").fill("Weak bones")
    nadia.press("Save the search")
    expect(nadia.page.get_by_role("heading", name="Weak bones")).to_be_visible()
    expect(nadia.page.get_by_text("Quigley, Olive")).to_be_visible()
    assert nadia.page.complaints == []
