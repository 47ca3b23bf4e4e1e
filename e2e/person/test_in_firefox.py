"""The offline journeys once more, in Firefox."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from e2e.conftest import PHONE
from e2e.screens.copy import READ, WORDS, keep_by_words, sure, unlock
from e2e.screens.no_signal import QUESTION, WAITING, expect_kept, pack_of, say_online


@pytest.fixture(scope="module")
def firefox(browsers):
    browser = browsers.firefox.launch(channel="moz-firefox", executable_path=shutil.which("firefox-esr"))
    yield browser
    browser.close()


@pytest.fixture
def page(firefox, surgery):
    context = firefox.new_context(viewport=PHONE, base_url=surgery.url)
    context.add_cookies([{"name": "language", "value": "en", "url": surgery.url}])
    yield context.new_page()
    context.close()


def test_words_wait_without_a_signal_and_go_once(page, surgery):
    pack = pack_of(page)
    page.route(re.compile("/people/"), lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    pack.ask(QUESTION)
    pack.send()
    expect(page.get_by_text(WAITING)).to_be_visible()
    page.unroute_all()
    say_online(page)
    expect_kept(page, surgery, QUESTION)


def test_every_address_is_the_one_page_when_nobody_answers(page, surgery):
    pack_of(page)
    page.evaluate("() => navigator.serviceWorker.ready")
    page.goto("/help")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    surgery.server.shutdown()
    surgery.server.server_close()
    page.goto("/more")
    expect(page.get_by_role("heading", name="There is no signal")).to_be_visible()
    expect(page.get_by_text("116 123")).to_be_visible()


def test_the_copy_of_the_plan_is_kept_by_words_and_read_when_nobody_answers(page, surgery):
    keep_by_words(page, sure(page, surgery))
    page.goto("/help")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    surgery.server.shutdown()
    surgery.server.server_close()
    page.goto("/my-plan")
    page.get_by_role("button", name=READ).click()
    unlock(page, WORDS)
    expect(page.locator("[data-plan]")).to_contain_text("Sam Carter")
