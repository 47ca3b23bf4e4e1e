"""What may be about an emergency is saved like any other words, and the page then offers whom to phone."""

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.preparation.conftest import by_link, cast, fill, nurse, sam
from webapp.preparation.models import Note
from webapp.tasks.models import Task

__all__ = ["by_link", "cast", "fill", "nurse", "sam"]
OFFER, HARD = "Do you need help now?", "I have chest pain and I want to die"


@pytest.fixture
def offered():
    """In the page itself, not in the piece that script would show."""
    return lambda reply: OFFER in markup(reply)


def test_after_a_save_the_page_offers_999_and_111_and_keeps_the_words(sam, cast, fill, look, offered):
    assert not offered(sam.get(cast.pack))
    reply = sam.follow(fill(sam, press="save", hard=HARD))
    assert offered(reply) and all(number in words(reply) for number in ("999", "111", "116 123"))
    assert look(select(Note))[0].words == HARD and look(select(Task)) == []


def test_it_is_said_once_and_judges_nothing(sam, cast, fill, offered):
    page = sam.follow(fill(sam, press="save", hard=HARD))
    said = markup(page)[markup(page).index(OFFER) :][:900].lower()
    assert not [word for word in ("emergency", "detected", "your words say", "risk") if word in said]
    assert not offered(sam.get(cast.pack))


def test_sending_is_not_blocked(sam, cast, fill, offered):
    reply = sam.follow(fill(sam, press="send", hard=HARD))
    assert "safely sent" in words(reply) and offered(reply)


def test_a_page_given_back_offers_it_too(sam, cast, fill, offered):
    reply = fill(sam, press="save", hard=HARD + "x" * 9000)
    assert reply.status_code == 422 and offered(reply) and HARD in markup(reply)


def test_other_words_offer_nothing(sam, cast, fill, offered):
    assert not offered(sam.follow(fill(sam, press="save", hard="Walking to the shop")))


def test_the_cookie_tells_nothing(sam, by_link, cast, fill):
    fill(sam, press="save", hard=HARD)
    fill(by_link, path=cast.letterbox, press="save", ask="Walking")
    one, other = (who.client.get_cookie("offer").value for who in (sam, by_link))
    assert len(one) == len(other) and one != other


def test_a_cookie_that_is_not_ours_is_nothing(sam, cast, offered):
    sam.client.set_cookie("offer", "1.k1.AAAA")
    assert not offered(sam.get(cast.pack))


def test_staff_who_write_such_words_are_offered_nothing(nurse, cast):
    page = nurse.post("/staff/people", {"q": "chest pain"})
    assert OFFER not in words(nurse.follow(page))
