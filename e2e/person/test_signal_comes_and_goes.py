"""Sixty answers while the network comes and goes: nothing lost, nothing written twice, nothing out of order."""

import random
import re
from contextlib import suppress
from itertools import pairwise

import pytest
from playwright.sync_api import Error, Page, expect

from e2e.screens.no_signal import BOX, expect_kept, kept_words, pack_of, say_online, signal_again, until_kept

ANSWERS, CHANGES = 60, 50
MODES = ("on", "off", "lost", "late")


class Network:
    """What becomes of each sending: it goes; it never goes; it arrives and its answer is lost; or it arrives when the network next changes."""

    def __init__(self, page: Page):
        self.mode, self.held = "on", []
        page.route(re.compile("/people/"), self.answer)

    def answer(self, route) -> None:
        if route.request.method != "POST" or self.mode == "on":
            return route.fallback()
        if self.mode == "late":
            return self.held.append(route)
        # The page may go on before its answer is there.
        with suppress(Error):
            if self.mode == "lost":
                route.fetch(max_redirects=0)
            route.abort()
        return None

    def change(self, mode: str) -> None:
        self.mode, held, self.held = mode, self.held, []
        for route in held:
            with suppress(Error):
                route.continue_()


def campaign(page: Page, surgery, seed: int) -> None:
    drawn = random.Random(seed)
    network, box, written = Network(page), page.get_by_label(BOX), ""
    changes = sorted(drawn.choices(range(ANSWERS), k=CHANGES))
    for number in range(ANSWERS):
        written = f"{written} {number}".strip()
        box.fill(written)
        box.blur()
        for _ in range(changes.count(number)):
            network.change(drawn.choice(MODES))
        if number % 7 == 0:
            say_online(page)
    network.change("on")
    signal_again(page)
    box.blur()
    expect(page.locator("#kept [data-count]")).to_be_hidden(timeout=30_000)
    until_kept(page, surgery, written)
    kept = kept_words(surgery)
    assert kept[-1] == written, (seed, kept[-1])
    assert all(later.startswith(earlier) and later != earlier for earlier, later in pairwise(kept)), (seed, kept)
    expect_kept(page, surgery, *kept)


@pytest.mark.parametrize("seed", [1, 2])
def test_sixty_answers_over_fifty_changes_of_the_network(somebody, surgery, seed):
    campaign(pack_of(somebody()).page, surgery, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3, 23))
def test_twenty_more(somebody, surgery, seed):
    campaign(pack_of(somebody()).page, surgery, seed)
