"""Two people and one phone: whatever they press, and however they leave, nobody meets the other's page. With the browser's own memory of pages on."""

import re

import pytest
from playwright.sync_api import expect

from conftest import QUIET
from e2e.screens.phone import Phone


def shown_on(page) -> str:
    """What can be seen or heard of the page, and what its address and title say."""
    return " ".join([page.url, page.title(), page.locator("body").inner_text(), page.content()])


@pytest.fixture
def remembering(chromium, surgery):
    """A phone whose browser keeps pages whole, to show them again at Back: the tests' own browser never does."""
    own = chromium.browser_type.launch(executable_path="/usr/bin/chromium", args=QUIET, ignore_default_args=["--disable-back-forward-cache"])
    page = own.new_context(base_url=surgery.url, viewport={"width": 360, "height": 740}).new_page()
    page.context.add_cookies([{"name": "language", "value": "en", "url": surgery.url}])
    yield Phone(page)
    own.close()


def test_after_signing_out_back_and_forward_show_nothing(remembering, surgery):
    phone, page = remembering, remembering.page
    phone.be("Sam Carter")
    mine = page.url
    page.get_by_text("Your results").first.wait_for()
    page.goto("/more")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Words you have not sent yet stay locked on this phone.")).to_be_visible()
    for turn in ("back", "back", "forward", "back", "back"):
        page.evaluate(f"history.{turn}()")
        page.wait_for_load_state("networkidle")
        seen = shown_on(page)
        assert "Your results" not in seen and "Nurse" not in page.locator("body").inner_text(), (turn, page.url)
    assert mine


def test_somebody_else_signs_in_and_back_shows_nothing_of_the_first(remembering, surgery):
    phone, page = remembering, remembering.page
    phone.be("Sam Carter")
    sam = re.search(r"/people/([^/]+)/", page.url).group(1)
    page.get_by_text("Your results").first.wait_for()
    phone.be("Rosa Lane")
    page.wait_for_load_state("networkidle")
    for turn in ("back", "back", "forward", "back"):
        page.evaluate(f"history.{turn}()")
        page.wait_for_load_state("networkidle")
        if sam in page.url:
            assert "Your results" not in page.locator("body").inner_text(), page.url
