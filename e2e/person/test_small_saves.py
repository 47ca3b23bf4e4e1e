"""The small saves between two presses of Send, on a phone where the script that makes them comes late, or not at all."""

import pytest
from playwright.sync_api import expect

from e2e.screens.phone import Pack, Phone

SAVED = "Saved with your GP surgery."


@pytest.fixture
def pack(somebody):
    phone = Phone(somebody())
    phone.be("Gwen Griffiths")
    return Pack(phone)


def test_a_tick_is_saved_without_a_press(pack):
    pack.expect_ready()
    pack.choose("Your mood")
    expect(pack.page.get_by_text(SAVED)).to_be_visible()
    pack.page.reload()
    expect(pack.page.get_by_label("Your mood")).to_be_checked()


def test_what_was_ticked_before_the_script_came_is_saved_when_it_comes(pack):
    held = []
    pack.page.route("**/vendor/htmx.min.js", lambda route: held.append(route))
    pack.page.reload(wait_until="commit")
    pack.choose("Your mood")
    expect(pack.page.get_by_label("Your mood")).to_be_checked()
    assert pack.page.get_by_text(SAVED).count() == 0
    pack.page.wait_for_load_state("load")
    pack.page.wait_for_function("document.querySelector('script[src*=htmx]')")
    held.pop().continue_()
    expect(pack.page.get_by_text(SAVED)).to_be_visible()


def test_without_the_script_everything_still_goes_in_with_one_press(pack):
    pack.page.route("**/vendor/htmx.min.js", lambda route: route.abort())
    pack.page.reload()
    pack.choose("Your mood")
    pack.ask("Why am I so tired?")
    pack.send()
    expect(pack.page.get_by_text("2 answers are safely sent")).to_be_visible()


def test_a_page_that_saves_nothing_does_not_ask_for_the_script(pack):
    # The pack's own script comes after its load: it must have been asked for before anybody listens.
    pack.page.wait_for_load_state("networkidle")
    asked = []
    pack.page.on("request", lambda request: asked.append(request.url))
    pack.page.goto("/help")
    pack.page.wait_for_load_state("networkidle")
    assert [url for url in asked if "js/app.js" in url] and not [url for url in asked if "htmx" in url]
