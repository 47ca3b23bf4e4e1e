"""Two people and one phone: whatever they press, and however they leave, nobody meets the other's page. With the browser's own memory of pages on."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from conftest import QUIET
from e2e.screens.phone import Phone

AS_LEFT = "() => window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
SAMS = "Your results"


@pytest.fixture
def phone(chromium, surgery):
    """Its browser keeps pages whole, to show them again at Back: the tests' usual browser never does."""
    own = chromium.browser_type.launch(executable_path="/usr/bin/chromium", args=QUIET, ignore_default_args=["--disable-back-forward-cache"])
    page = own.new_context(base_url=surgery.url, viewport={"width": 360, "height": 740}).new_page()
    page.context.add_cookies([{"name": "language", "value": "en", "url": surgery.url}])
    yield Phone(page)
    own.close()


def read_by_sam(phone) -> None:
    phone.be("Sam Carter")
    phone.page.get_by_text(SAMS).first.wait_for()
    phone.page.wait_for_load_state("networkidle")


def seen_in_history(page, *turns: str) -> str:
    seen = ""
    for turn in turns:
        # What comes may lead on to a door while it is read.
        with suppress(Error):
            page.evaluate(f"() => {{ history.{turn}(); }}")
        page.wait_for_load_state("networkidle")
        seen += page.title() + page.locator("body").inner_text()
    return seen


def test_after_signing_out_back_and_forward_show_nothing(phone):
    read_by_sam(phone)
    phone.sign_out()
    expect(phone.page.get_by_text("Words you have not sent yet stay locked on this phone.")).to_be_visible()
    assert SAMS not in seen_in_history(phone.page, "back", "back", "forward", "back")


def test_after_somebody_else_signed_in_back_shows_nothing_of_the_first(phone):
    read_by_sam(phone)
    sams = phone.page.url
    phone.sign_out()
    phone.be("Olive Quigley")
    phone.page.wait_for_load_state("networkidle")
    assert SAMS not in seen_in_history(phone.page, "back", "back", "back", "back")
    phone.page.goto(sams)
    expect(phone.page.get_by_role("heading", name="We cannot find this page")).to_be_visible()


def test_a_page_brought_back_as_it_was_left_asks_first_whose_phone_it_is_now(phone):
    read_by_sam(phone)
    other = Phone(phone.page.context.new_page())
    other.be("Olive Quigley")
    phone.page.evaluate(AS_LEFT)
    expect(phone.page.get_by_text(SAMS)).to_have_count(0)
    other.sign_out()
    phone.page.goto("/help")
    assert SAMS not in seen_in_history(phone.page, "back")


def test_a_page_left_open_in_another_tab_goes_away_with_the_sign_in(phone):
    read_by_sam(phone)
    Phone(phone.page.context.new_page()).sign_out()
    phone.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.page.get_by_role("heading", name="You are signed out")).to_be_visible()
