"""The app on the phone's own screen, as the browser itself judges it, and the way to it."""

import json

import pytest
from playwright.sync_api import expect

from conftest import QUIET
from e2e.screens.phone import Phone


def told(page) -> dict:
    return page.context.new_cdp_session(page).send("Page.getAppManifest")


def test_the_browser_finds_no_fault_in_what_it_is_told(somebody):
    page = somebody()
    page.goto("/on-my-phone")
    found = told(page)
    assert found["errors"] == [] and json.loads(found["data"])["shortcuts"][0]["url"] == "/my-plan" and page.complaints == []


@pytest.fixture
def own_browser(chromium, surgery, tmp_path):
    """A browser with a place to keep an app: a private window never has one."""
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "browser", executable_path="/usr/bin/chromium", args=QUIET, base_url=surgery.url, viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


def test_the_browser_may_put_it_on_the_screen(own_browser):
    own_browser.goto("/on-my-phone")
    own_browser.wait_for_load_state("networkidle")
    assert own_browser.context.new_cdp_session(own_browser).send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_it_is_asked_once_after_sending_and_yes_shows_the_steps(somebody):
    phone = Phone(somebody())
    phone.be("Sam Carter")
    phone.page.get_by_role("button", name="Send", exact=True).click()
    phone.page.get_by_role("button", name="Show me how").click()
    expect(phone.page.get_by_role("heading", name="Put this on my phone")).to_be_visible()
    expect(phone.page.get_by_text("Tap the Share sign")).to_be_visible()
    phone.page.get_by_role("link", name="Back", exact=True).click()
    expect(phone.page.get_by_text("safely sent")).to_be_visible()
    expect(phone.page.get_by_role("button", name="Show me how")).to_have_count(0)
