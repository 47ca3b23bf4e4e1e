"""What one page hands on to the next: for one sign-in, one place and half an hour."""

import pytest
import time_machine

from tests.people_cast import a_cycle, a_person, a_staff_member, sign_in
from webapp.accounts.models import Tier
from webapp.base.clock import now
from webapp.pathway.models import Stage
from webapp.practices.models import Role


@pytest.fixture
def sam(session, practice):
    made = a_person(session, practice)
    a_cycle(session, made, practice, stage=Stage.PACK_SENT)
    session.commit()
    return made


@pytest.fixture
def by_link(session, browse, sam):
    return sign_in(browse(), session, sam, Tier.LETTERBOX)


def sent(browser, sam) -> bytes:
    return browser.get(f"/people/{sam.id}/letterbox/sent").data


def write(browser, sam):
    return browser.post(f"/people/{sam.id}/letterbox", {"words-hard": "stairs", "words-going_well": "walking", "press": "help"})


def test_how_much_was_sent_is_said_on_the_next_page_and_stands_in_no_address(by_link, sam):
    assert write(by_link, sam).headers["Location"] == f"/people/{sam.id}/letterbox/sent"
    assert b"2 answers are safely sent." in sent(by_link, sam) and b"you want help" in sent(by_link, sam)
    assert b"you want help" not in by_link.get(f"/people/{sam.id}/letterbox").data


def test_another_sign_in_with_the_same_cookie_is_told_nothing(session, browse, by_link, sam):
    write(by_link, sam)
    again = sign_in(browse(), session, sam, Tier.LETTERBOX)
    again.client.set_cookie("handed", by_link.client.get_cookie("handed").value)
    assert b"safely sent." not in sent(again, sam) and b"2 answers" in sent(by_link, sam)


def test_it_is_for_one_place(session, browse, practice, sam):
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION))
    desk.post("/staff/people", {"q": "carter"})
    own = sign_in(browse(), session, sam)
    own.client.set_cookie("handed", desk.client.get_cookie("handed").value)
    assert own.get(f"/people/{sam.id}/pack").status_code == 200 and b"Carter, Sam" in desk.get("/staff/people").data


@pytest.mark.parametrize("kept", ["", "x", "1.k1.", "1.k9.AAAA", "1.k1.!!!!", "\u00e9"])
def test_a_cookie_that_is_none_of_ours_is_no_fault(by_link, sam, kept):
    by_link.client.set_cookie("handed", kept)
    assert b"Nothing to send yet" in sent(by_link, sam)


def test_it_ends_after_half_an_hour(by_link, sam):
    write(by_link, sam)
    with time_machine.travel(now().replace(microsecond=0), tick=False) as clock:
        clock.shift(29 * 60)
        assert b"2 answers" in sent(by_link, sam)
        clock.shift(61)
        assert b"2 answers" not in sent(by_link, sam)


def test_what_was_asked_for_is_said_once(session, browse, sam):
    own = sign_in(browse(), session, sam)
    own.post(f"/people/{sam.id}/pack", {"press": "help"})
    assert own.client.get_cookie("handed") and own.get(f"/people/{sam.id}/pack").status_code == 200
    assert own.client.get_cookie("handed") is None
