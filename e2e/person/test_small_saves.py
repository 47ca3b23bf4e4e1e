"""The small saves between two presses of Send, on a phone where the script that makes them comes late, or not at all."""

import pytest
from playwright.sync_api import expect

from e2e.screens.history import until
from e2e.screens.phone import Pack, Phone

SAVED = "Saved with your GP surgery."


@pytest.fixture
def pack(somebody):
    # Without the worker, which keeps the scripts that these tests hold back.
    phone = Phone(somebody(service_workers="block"))
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
    pack.page.route("**/js/keep.js", lambda route: held.append(route))
    pack.page.reload(wait_until="commit")
    pack.choose("Your mood")
    expect(pack.page.get_by_label("Your mood")).to_be_checked()
    assert pack.page.get_by_text(SAVED).count() == 0
    pack.page.wait_for_load_state("load")
    until(pack.page, "() => Boolean(document.querySelector('script[src*=keep]'))")
    held.pop().continue_()
    expect(pack.page.get_by_text(SAVED)).to_be_visible()


def test_without_the_script_everything_still_goes_in_with_one_press(pack):
    pack.page.route("**/js/keep.js", lambda route: route.abort())
    pack.page.reload()
    pack.choose("Your mood")
    pack.ask("Why am I so tired?")
    pack.send()
    expect(pack.page.get_by_text("2 answers are safely sent")).to_be_visible()


def test_a_press_that_comes_before_the_script_waits_for_it_and_goes_once(pack):
    held = []
    pack.page.route("**/js/keep.js", lambda route: held.append(route))
    pack.page.reload()
    pack.ask("Why am I so tired?")
    pack.send()
    held.pop().continue_()
    expect(pack.page.get_by_text("1 answer is safely sent")).to_be_visible()


def test_no_page_of_a_person_asks_for_htmx(pack):
    asked = []
    pack.page.on("request", lambda request: asked.append(request.url))
    pack.page.reload()
    pack.expect_ready()
    assert [url for url in asked if "js/keep.js" in url] and not [url for url in asked if "htmx" in url]
