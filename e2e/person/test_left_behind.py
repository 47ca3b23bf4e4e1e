"""After a journey and sign-out: the listed files, sealed words that were not sent, and nothing else; and two people never meet."""

import re

import pytest
from playwright.sync_api import expect

from e2e.screens.left_behind import left_behind
from e2e.screens.no_signal import QUESTION, WAITING, hold_back, pack_of, wait_until_kept
from e2e.screens.phone import Phone
from webapp.home.offline import FILES
from webapp.web.pages import static

PERSONAL = re.compile(r"Gwen|Griffiths|so tired|900104|/people/[0-9a-f]")


def listed() -> set[str]:
    return {*map(static, FILES), "/offline/en", "/offline/cy"}


@pytest.fixture
def page(somebody):
    return somebody()


def signed_out(page) -> None:
    Phone(page).sign_out()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    wait_until_kept(page, "notes", "now", wanted=False)


def test_when_all_was_sent_only_the_listed_files_stay(page):
    pack = pack_of(page)
    pack.ask(QUESTION)
    pack.send()
    expect(page.get_by_text("safely sent")).to_be_visible()
    page.goto("/more")
    page.evaluate("() => navigator.serviceWorker.ready")
    signed_out(page)
    left = left_behind(page)
    assert set(left.files) == listed()
    assert (left.stores["entries"], left.stores["drafts"], left.stores["keys"]) == ([], [], [])
    assert [row["name"] for row in left.stores["notes"]] == ["look"]
    assert (left.local, left.session) == ({}, {}) and not PERSONAL.search(left.readable)


def test_words_that_were_not_sent_stay_sealed(page):
    pack = pack_of(page)
    hold_back(page)
    pack.ask(QUESTION)
    pack.send()
    expect(page.get_by_text(WAITING)).to_be_visible()
    signed_out(page)
    left = left_behind(page)
    assert set(left.stores["entries"][0]) == {"n", "key", "whose", "form", "small", "tries", "at", "iv", "sealed"}
    assert [row["key"] for row in left.stores["keys"]] == ["key false"], "the key can be read out"
    assert not PERSONAL.search(left.readable)


def visits(page, rounds: int) -> None:
    """Sam on Gwen's phone: in, about, back and forward, with a signal and without; never a word of hers, nor that there are any."""
    for turn in range(rounds):
        pack_of(page, "Sam Carter")
        page.context.set_offline(turn % 2 == 1)
        page.goto("/more")
        page.go_back()
        page.go_forward()
        said = page.content()
        assert QUESTION not in said and "Gwen" not in said, turn
        expect(page.locator("#kept")).to_be_hidden()
        page.context.set_offline(False)


def two_people(page, rounds: int) -> None:
    pack = pack_of(page)
    hold_back(page)
    pack.ask(QUESTION)
    pack.send()
    expect(page.get_by_text(WAITING)).to_be_visible()
    signed_out(page)
    visits(page, rounds)
    signed_out(page)
    page.context.unroute_all()
    pack_of(page)
    expect(page.get_by_label("Anything you want to ask or tell us?")).to_have_value(QUESTION)


def test_another_person_on_the_same_phone_meets_nothing_and_disturbs_nothing(page):
    two_people(page, 2)


@pytest.mark.soak
def test_fifty_visits_of_another_person_meet_nothing(page):
    two_people(page, 50)
