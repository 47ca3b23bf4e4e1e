"""The browser is killed while somebody writes: at most the keystroke in hand is lost, and nothing is written twice or out of order."""

import random
import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from e2e.screens.no_signal import BOX, kept_words, pack_of, until_kept, wait_until_kept
from e2e.screens.own_browser import OwnBrowser
from e2e.screens.phone import Pack, Phone

# Where it hits: under the last key, in the small save, in the press of Send; with a signal, without, and where answers are lost.
MOMENTS = ("key", "key", "save", "send")
NETWORKS = ("on", "off", "lost")
# Milliseconds between two keys: twelve a second.
PACE = 80


def answer(own: OwnBrowser, surgery, number: int, moment: str, network: str) -> str:
    """One more answer, killed in the middle. What stood in the box at that moment."""
    box = own.page.get_by_label(BOX)
    surgery.network.mode = network
    box.press("Control+End")
    box.press_sequentially(f" and {number}" if number else "Why", delay=PACE)
    written = box.input_value()
    if moment == "save":
        box.blur()
    if moment == "send":
        own.page.get_by_role("button", name="Send", exact=True).click(no_wait_after=True)
    own.kill()
    surgery.network.mode = "on"
    return written


def found_again(own: OwnBrowser, written: str) -> str:
    """What stands in the box of the browser opened again: all of it, or all but the last key."""
    pack_of(own.page)
    box = own.page.get_by_label(BOX)
    expect(box).to_have_value(re.compile(f"^{written[:-1]}({written[-1:]})?$"))
    found = box.input_value()
    # What waited goes now, and then the page loads itself again: not under her fingers.
    wait_until_kept(own.page, "entries", wanted=False)
    Pack(Phone(own.open_anew())).expect_ready()
    expect(own.page.get_by_label(BOX)).to_have_value(found)
    return found


def killed(own: OwnBrowser, surgery, hits: list[tuple[str, str]]) -> None:
    found, lost = found_again(own, ""), 0
    for number, (moment, network) in enumerate(hits):
        written = answer(own, surgery, number, moment, network)
        own.open()
        found = found_again(own, written)
        lost += found != written
    print(f"{len(hits)} kills, {lost} keystrokes in hand lost")
    expect(own.page.get_by_text("still on this phone")).to_be_hidden(timeout=15_000)
    until_kept(own.page, surgery, found)
    kept = kept_words(surgery)
    assert kept[-1] == found
    assert all(later.startswith(earlier) and later != earlier for earlier, later in pairwise(kept)), kept


def test_killed_three_times(own, surgery):
    killed(own, surgery, [("key", "on"), ("save", "off"), ("send", "lost")])


@pytest.mark.soak
def test_killed_after_each_of_sixty_answers(own, surgery):
    drawn = random.Random(2)
    killed(own, surgery, [(drawn.choice(MOMENTS), drawn.choice(NETWORKS)) for _ in range(60)])
