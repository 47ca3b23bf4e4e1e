"""One browser for each test process, whichever folder its tests are in: Playwright allows no second one beside it."""

import os
import shutil

import pytest
from playwright.sync_api import Browser, sync_playwright

# The tests, and the servers they start, speak every language there is a catalogue of, signed or not.
os.environ["IN_MY_WORDS_DRAFT_LANGUAGES"] = "true"

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# A microphone that beeps, for whoever is allowed to listen.
QUIET += ["--use-fake-device-for-media-stream"]
# A page is gone before it repays what making its script fast takes.
QUIET += ["--js-flags=--no-opt,--no-maglev"]
# The same engine without the window around it: less than half the work for each page. It has no Background Sync and no notifications.
LIGHT = "chromium-headless-shell"


@pytest.fixture(scope="session")
def browsers():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(browsers) -> Browser:
    browser = browsers.chromium.launch(executable_path=shutil.which(LIGHT) or shutil.which("chromium"), args=QUIET)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def whole_chromium(browsers) -> Browser:
    """With all that the light one lacks."""
    browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
    yield browser
    browser.close()
