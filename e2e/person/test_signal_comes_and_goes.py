"""Sixty answers while the network comes and goes: nothing lost, nothing written twice, nothing out of order."""

import random
from contextlib import suppress
from itertools import pairwise

import pytest
from playwright.sync_api import Error, Page, expect

from e2e.network import MODES
from e2e.screens.history import pause
from e2e.screens.no_signal import BOX, expect_kept, kept_words, pack_of, say_online, until_kept

ANSWERS, CHANGES = 60, 50


def change(page: Page, network, mode: str) -> None:
    """A phone says so to its pages when it has a signal again."""
    was, network.mode = network.mode, mode
    if was == "off" != mode:
        say_online(page)


def until_all_went(page: Page, network) -> None:
    line = page.locator("#kept [data-count]")
    for _ in range(300):
        pause(page, 100)
        if not network.busy and line.is_hidden():
            break
    expect(line).to_be_hidden()


def away_and_back(page: Page, address: str) -> None:
    """Send is pressed, and she does not wait for what comes of it."""
    with suppress(Error):
        page.get_by_role("button", name="Send", exact=True).click(no_wait_after=True, timeout=1000)
    # What was sent may lead on at this very moment, or a moment later.
    for _ in range(5):
        with suppress(Error):
            page.goto(address)
            page.locator("html[data-ready]").wait_for(state="attached")
            pause(page, 300)
            if page.get_by_label(BOX).count():
                return


def campaign(page: Page, surgery, seed: int, pace: int = 0, presses: int = 0) -> None:
    """`pace`: milliseconds between two answers. `presses`: how often Send is pressed, and the page opened again."""
    drawn, network = random.Random(seed), surgery.network
    box, written, address = page.get_by_label(BOX), "", page.url
    changes, sends = sorted(drawn.choices(range(ANSWERS), k=CHANGES)), drawn.sample(range(5, ANSWERS), presses)
    for number in range(ANSWERS):
        written = f"{written} {number}".strip()
        box.fill(written)
        box.blur()
        for _ in range(changes.count(number)):
            change(page, network, drawn.choice(MODES))
        if number in sends:
            away_and_back(page, address)
            expect(box, f"{seed}: {number}").to_have_value(written)
        pause(page, pace)
    network.mode = "on"
    say_online(page)
    until_kept(page, surgery, written)
    until_all_went(page, network)
    met = {mode: len(keys) for mode, keys in network.met.items()}
    print(f"seed {seed}: {ANSWERS} answers, {CHANGES} changes, sendings {met}, {len(kept_words(surgery))} texts kept")
    expect_in_order(page, surgery, written)


def expect_in_order(page: Page, surgery, written: str) -> None:
    expect(page.get_by_label(BOX)).to_have_value(written)
    kept = kept_words(surgery)
    assert kept[-1:] == [written], kept
    assert all(later.startswith(earlier) and later != earlier for earlier, later in pairwise(kept)), kept
    expect_kept(page, surgery, *kept)


@pytest.mark.offline
@pytest.mark.parametrize("seed", [1, 2])
def test_sixty_answers_over_fifty_changes_of_the_network(somebody, surgery, seed):
    campaign(pack_of(somebody()).page, surgery, seed, pace=20)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3, 23))
def test_twenty_more(somebody, surgery, seed):
    campaign(pack_of(somebody()).page, surgery, seed, pace=200, presses=5)
