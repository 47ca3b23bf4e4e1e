"""Is this your own phone? Asked once after signing in, acted on, and never asked of whoever cannot say."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.doors.through import BIRTHDAY, NUMBER, ask, newest_code, rows
from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.accounts.changes import start_sign_in
from webapp.accounts.models import Account, Code, RememberedPhone, SignIn, Tier
from webapp.accounts.queries import signed_in_by
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.practices.models import Practice

QUESTION = "/sign-in/own-phone"


@pytest.fixture
def sam(session):
    made = a_person(session, a_practice(session), mobile=NUMBER, confirmed=True)
    session.commit()
    return made


@pytest.fixture
def asked(session, browse, sam):
    """Sam came in by a code on a phone nobody knows."""
    browser = browse()
    ask(browser)
    reply = browser.post("/sign-in/code", {"code": newest_code(session)})
    assert reply.headers["Location"] == QUESTION and "Is this your own phone?" in words(browser.get(QUESTION))
    return browser


def again(session, browser):
    """Signed out, and in by a code again: where that leads."""
    browser.post("/sign-out")
    for row in rows(session, SignIn):
        session.delete(row)
    for code in rows(session, Code):
        session.delete(code)
    session.commit()
    ask(browser)
    return browser.post("/sign-in/code", {"code": newest_code(session)}).headers["Location"]


def lasts(session) -> tuple[int, timedelta]:
    [made] = [row for row in rows(session, SignIn) if row.ended_at is None]
    return made.idle_minutes, timedelta(minutes=round((made.ends_at - made.started_at).total_seconds() / 60))


def test_yes_remembers_it_and_the_birthday_is_enough_from_then_on(session, asked):
    assert asked.post(QUESTION, {"own": "yes"}).headers["Location"] == "/"
    assert len(rows(session, RememberedPhone)) == 1 and lasts(session) == (30, timedelta(hours=12))
    asked.post("/sign-out")
    assert asked.post("/sign-in", BIRTHDAY).headers["Location"] == "/", "it is not asked again"


def test_no_remembers_nothing_ends_sooner_and_is_not_asked_again(session, asked):
    asked.post(QUESTION, {"own": "no"})
    assert rows(session, RememberedPhone) == [] and lasts(session) == (10, timedelta(hours=2))
    assert asked.client.get_cookie("shared").value == "yes"
    assert again(session, asked) == "/" and lasts(session) == (10, timedelta(hours=2))


def test_somebody_who_gives_no_answer_is_asked_the_next_time(session, asked):
    asked.post(QUESTION, {"own": "perhaps"})
    assert rows(session, RememberedPhone) == [] and again(session, asked) == QUESTION


def test_no_can_be_taken_back_on_the_page_of_my_phones(session, asked, sam):
    asked.post(QUESTION, {"own": "no"})
    assert QUESTION.encode() in asked.get(f"/people/{sam.id}/phones").data
    asked.post(QUESTION, {"own": "yes"})
    assert lasts(session) == (30, timedelta(hours=12)) and asked.client.get_cookie("shared") is None


def test_whoever_showed_too_little_cannot_make_a_phone_remembered(session, browse, sam):
    [account] = [row for row in rows(session, Account) if row.person_id == sam.id]
    nurse = a_staff_member(session, session.exec(select(Practice)).one())
    by_desk, by_link = browse(), sign_in(browse(), session, sam, Tier.LETTERBOX)
    by_desk.client.set_cookie("in", start_sign_in(session, account=account, tier=Tier.OWN, given_by=nurse.id))
    session.commit()
    for browser in (by_desk, by_link, browse()):
        assert browser.post(QUESTION, {"own": "yes"}).headers["Location"] == "/sign-in" == browser.get(QUESTION).headers["Location"]
    assert rows(session, RememberedPhone) == []


def test_a_remembered_phone_is_the_persons_own(session, asked):
    asked.post(QUESTION, {"own": "yes"})
    who = signed_in_by(session, token_hash(asked.client.get_cookie("in").value), now())
    assert who.is_on_own_phone
