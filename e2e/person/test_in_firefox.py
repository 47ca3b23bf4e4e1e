"""What only Firefox is asked here; the offline journeys are walked in it by their marks: see `pytest_generate_tests` in e2e/conftest.py."""

import pytest
from playwright.sync_api import expect

from e2e.conftest import PHONE
from e2e.screens.copy import READ, WORDS, keep_by_words, sure, unlock
from e2e.screens.history import until


@pytest.fixture
def page(firefox, surgery):
    context = firefox.new_context(viewport=PHONE, base_url=surgery.url)
    context.add_cookies([{"name": "language", "value": "en", "url": surgery.url}])
    yield context.new_page()
    context.close()


def test_the_copy_of_the_plan_is_kept_by_words_and_read_when_nobody_answers(page, surgery):
    keep_by_words(page, sure(page, surgery))
    page.goto("/help")
    until(page, "() => Boolean(navigator.serviceWorker.controller)")
    surgery.out_of_reach()
    page.goto("/my-plan")
    page.get_by_role("button", name=READ).click()
    unlock(page, WORDS)
    expect(page.locator("[data-plan]")).to_contain_text("Sam Carter")
