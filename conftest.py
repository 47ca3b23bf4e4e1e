"""One browser for each test process, whichever folder its tests are in: Playwright allows no second one beside it."""

import gc
import os
import shutil
import threading
import traceback
from pathlib import Path

import pytest
import time_machine
from greenlet import greenlet
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

# The tests, and the servers they start, speak every language there is a catalogue of, signed or not.
os.environ["IN_MY_WORDS_DRAFT_LANGUAGES"] = "true"

# How long one example takes says how busy the machine is, and nothing else.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# A microphone that beeps, for whoever is allowed to listen.
QUIET += ["--use-fake-device-for-media-stream"]
# A page is gone before it repays what making its script fast takes.
QUIET += ["--js-flags=--no-opt,--no-maglev"]
# The same engine without the window around it: less than half the work for each page. It has no Background Sync and no notifications.
LIGHT = "chromium-headless-shell"
# What is painted passes between its processes as files in memory. Playwright has them put on the disk, for where there is little of it.
SHARED, ROOM = Path("/dev/shm"), 1_000_000_000  # noqa: S108
NOT_ASKED = ["--disable-dev-shm-usage"] if SHARED.is_dir() and shutil.disk_usage(SHARED).free > ROOM else []


class Watch:
    """Says where a test stands that waits for a browser without an end: of Playwright's greenlets, pytest's own look at a process sees only the loop."""

    PATIENCE, EVERY = 240, 10

    def __init__(self, told: int):
        self.told, self.at, self.name = told, 0, ""
        threading.Thread(target=self.look, daemon=True).start()

    def begins(self, name: str) -> None:
        self.name, self.at = name, 0

    def look(self) -> None:
        while True:
            threading.Event().wait(self.EVERY)
            self.at += self.EVERY
            if self.name and self.PATIENCE <= self.at < self.PATIENCE + self.EVERY:
                stand = [one.gr_frame for one in gc.get_objects() if isinstance(one, greenlet) and one.gr_frame]
                said = [f"{self.name} still waits:\n", *("".join(traceback.format_stack(frame, 15)) + "--\n" for frame in stand)]
                os.write(self.told, "".join(said).encode())


def pytest_configure(config):
    # Whose test only holds this year? `make soak` walks the rooms on days that are hard.
    if day := os.environ.get("TEST_DAY"):
        time_machine.travel(day).start()
    # The way out, before anything is captured.
    config.watch = Watch(os.dup(2))


def pytest_runtest_setup(item):
    item.config.watch.begins(item.nodeid)


@pytest.fixture(scope="session")
def browsers():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(browsers) -> Browser:
    browser = browsers.chromium.launch(executable_path=shutil.which(LIGHT) or shutil.which("chromium"), args=QUIET, ignore_default_args=NOT_ASKED)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def whole_chromium(browsers) -> Browser:
    """With all that the light one lacks."""
    browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET, ignore_default_args=NOT_ASKED)
    yield browser
    browser.close()
