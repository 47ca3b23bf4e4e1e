"""One browser for each test process, whichever folder its tests are in: Playwright allows no second one beside it."""

import os

import pytest
from playwright.sync_api import Browser, sync_playwright

# The tests, and the servers they start, speak every language there is a catalogue of, signed or not.
os.environ["IN_MY_WORDS_DRAFT_LANGUAGES"] = "true"

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium() -> Browser:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield browser
        browser.close()
