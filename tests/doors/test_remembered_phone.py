"""Phones that are remembered, ended and shared."""

from datetime import date

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.doors.through import BIRTHDAY, NUMBER, WRONG_DAY, age, ask, give_code, newest_code, rows, signed_in_as, texts
from tests.people_cast import a_mobile, a_person
from webapp.accounts.models import Account, Code, RememberedPhone
from webapp.accounts.phones import end_phone
from webapp.base.clock import now


def test_a_remembered_phone_needs_only_the_birthday(session, browse, sam):
    browser = browse()
    ask(browser)
    give_code(browser, newest_code(session), remember="yes")
    browser.post("/sign-out")
    assert b'name="reach"' not in browser.get("/sign-in").data
    assert browser.post("/sign-in", BIRTHDAY).headers["Location"] == "/" and signed_in_as(browser, sam)


def test_a_phone_is_not_remembered_unless_asked(session, browse, sam):
    browser = browse()
    ask(browser)
    give_code(browser, newest_code(session))
    assert rows(session, RememberedPhone) == [] and browser.client.get_cookie("phone") is None


def remembered(session, browse, person, reach=NUMBER):
    """A browser in which this person's phone is remembered, signed out."""
    browser = browse()
    ask(browser, reach)
    give_code(browser, newest_code(session), remember="yes")
    browser.post("/sign-out")
    return browser


def test_five_wrong_birthdays_make_the_phone_a_strange_one(session, browse, sam):
    browser = remembered(session, browse, sam)
    replies = [browser.post("/sign-in", WRONG_DAY) for _ in range(5)]
    assert {reply.status_code for reply in replies} == {422} and rows(session, RememberedPhone)[0].wrong_tries == 5
    assert browser.post("/sign-in", BIRTHDAY).status_code == 422
    assert b'name="reach"' in browser.get("/sign-in").data


def test_a_phone_ended_from_afar_stops_on_the_next_request(session, browse, sam):
    phone = remembered(session, browse, sam)
    phone.post("/sign-in", BIRTHDAY)
    assert signed_in_as(phone, sam)
    row = rows(session, RememberedPhone)[0]
    end_phone(session, phone_id=row.id, account_id=row.account_id, by=None)
    session.commit()
    assert not signed_in_as(phone, sam) and b'name="reach"' in phone.get("/sign-in").data


def test_a_phone_past_its_day_is_strange(session, browse, sam):
    browser = remembered(session, browse, sam)
    [phone] = rows(session, RememberedPhone)
    phone.until_on = date(2020, 1, 1)
    session.add(phone)
    session.commit()
    assert b'name="reach"' in browser.get("/sign-in").data


def test_an_ended_account_is_out_on_the_next_request_and_stays_out(session, browse, sam):
    browser = remembered(session, browse, sam)
    browser.post("/sign-in", BIRTHDAY)
    account = session.exec(select(Account).where(Account.person_id == sam.id)).one()
    account.ended_at = now()
    session.add(account)
    session.commit()
    assert not signed_in_as(browser, sam) and browser.post("/sign-in", BIRTHDAY).status_code == 422
    age(session, *rows(session, Code), minutes=2)
    ask(browse())
    assert len(texts(session)) == 1


@pytest.fixture
def ali(session, practice, sam):
    """Sam's twin, on the same phone."""
    made = a_person(session, practice, given="Ali", mobile=NUMBER, confirmed=True)
    session.commit()
    return made


def test_twins_on_one_phone_get_one_text_and_are_asked_their_first_name(session, browse, sam, ali):
    browser = browse()
    ask(browser)
    assert len(texts(session)) == 1
    reply = give_code(browser, newest_code(session))
    assert reply.status_code == 422 and "Write your first name" in words(reply) and f'value="{newest_code(session)}"'.encode() in reply.data
    assert give_code(browser, newest_code(session), name="ali").status_code == 303
    assert signed_in_as(browser, ali) and not signed_in_as(browser, sam)


def test_a_name_that_is_neither_twins_opens_nothing_and_is_counted(session, browse, sam, ali):
    browser = browse()
    ask(browser)
    assert give_code(browser, newest_code(session), name="Zoe").status_code == 422
    assert {code.wrong_tries for code in rows(session, Code)} == {1}


def test_twins_both_remembered_on_one_phone_are_asked_their_first_name(session, browse, sam, ali):
    browser = browse()
    for name in ("Sam", "Ali"):
        ask(browser)
        give_code(browser, newest_code(session), name=name, remember="yes")
        age(session, *rows(session, Code), minutes=2)
        browser.post("/sign-out")
    assert "Write your first name" in words(browser.post("/sign-in", BIRTHDAY))
    browser.post("/sign-in", {**BIRTHDAY, "name": "Sam"})
    assert signed_in_as(browser, sam) and not signed_in_as(browser, ali)


def test_a_couple_on_one_phone_are_told_apart_by_birthday(session, browse, practice, sam):
    mia = a_person(session, practice, given="Mia", born=date(1952, 7, 1))
    session.add(a_mobile(mia, NUMBER, confirmed=True))
    session.commit()
    browser = browse()
    ask(browser, birthday={"birth-day": "1", "birth-month": "7", "birth-year": "1952"})
    give_code(browser, newest_code(session))
    assert signed_in_as(browser, mia) and not signed_in_as(browser, sam)
