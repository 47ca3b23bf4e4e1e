"""Staff saw the person: what is typed on a phone that proved itself makes it surely theirs; on any other it is for one sitting."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from tests.browsing import words
from tests.doors.through import BIRTHDAY, NUMBER, another_code, newest_code, rows, texts
from tests.people_cast import a_person, a_staff_member, sign_in
from webapp.accounts.models import RememberedPhone, SignIn, Tier, Vouch
from webapp.base.clock import now, today
from webapp.codes.vouching import sure_phones
from webapp.plans.changes import open_plan
from webapp.practices.models import Role


@pytest.fixture
def sam(session, practice):
    made = a_person(session, practice, mobile=NUMBER, confirmed=True)
    session.commit()
    return made


@pytest.fixture
def rosa(session, browse, practice):
    return sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION, name="Rosa Field"))


@pytest.fixture
def own_phone(browse, rosa, session, sam):
    """A phone that proved itself: checked at the desk, and remembered."""
    rosa.post(f"/people/{sam.id}/mobile", {"number": NUMBER, "own": "yes"})
    browser = browse()
    browser.post("/sign-in/phone", {"code": newest_code(session), **BIRTHDAY})
    return browser


def vouched(desk, person, knew="photo") -> str:
    reply = desk.post(f"/people/{person.id}/vouching", {"knew": knew})
    return "".join(re.search(r"\b([0-9]{3}) ([0-9]{3})\b", words(reply)).groups())


def type_code(browser, code, **more):
    return browser.post("/sign-in/desk", {"code": code, **BIRTHDAY, **more})


def newest_sign_in(session) -> SignIn:
    return max((found for found in rows(session, SignIn) if found.tier is not Tier.STAFF), key=lambda found: found.started_at)


def surely(session) -> bool:
    return newest_sign_in(session).tier is Tier.STRONG


def test_typed_on_the_phone_in_hand_that_proved_itself_it_is_surely_theirs_from_now_on(session, rosa, sam, own_phone):
    assert type_code(own_phone, vouched(rosa, sam)).status_code == 303 and surely(session)
    own_phone.post("/sign-out")
    own_phone.post("/sign-in", BIRTHDAY)
    assert surely(session) and newest_sign_in(session).phone_id == rows(session, RememberedPhone)[0].id
    assert "Surely yours" in words(own_phone.get(f"/people/{sam.id}/phones"))


def test_typed_anywhere_else_it_is_for_one_short_sitting_and_nothing_is_remembered(session, browse, rosa, sam):
    other = browse()
    type_code(other, vouched(rosa, sam))
    kept = newest_sign_in(session)
    assert kept.tier is Tier.STRONG and kept.idle_minutes == 15 and kept.phone_id is None and kept.given_by_id
    assert rows(session, RememberedPhone) == [] and rows(session, Vouch)[0].phone_id is None


def test_a_code_of_the_desk_and_a_vouching_are_both_the_desks_and_prove_nothing_of_the_persons_own(session, browse, rosa, sam):
    browser = browse()
    desk_code = "".join(re.search(r"\b([0-9]{3}) ([0-9]{3})\b", words(rosa.post(f"/people/{sam.id}/desk-code"))).groups())
    type_code(browser, desk_code)
    assert newest_sign_in(session).tier is Tier.OWN
    type_code(browser, vouched(rosa, sam))
    assert surely(session) and newest_sign_in(session).given_by_id


def test_a_sitting_begun_by_a_code_to_the_phone_is_raised_as_it_is(session, browse, rosa, sam):
    browser = sign_in(browse(), session, sam)
    type_code(browser, vouched(rosa, sam))
    assert surely(session) and newest_sign_in(session).given_by_id is None


def test_another_persons_phone_is_not_raised_by_it(session, browse, rosa, practice, sam, own_phone):
    ali = a_person(session, practice, given="Ali")
    session.commit()
    type_code(own_phone, vouched(rosa, ali))
    [phone] = rows(session, RememberedPhone)
    assert sure_phones(session, [phone.id], today()) == {} and newest_sign_in(session).given_by_id


def test_the_code_works_once_and_a_wrong_one_is_counted(session, browse, rosa, sam):
    code = vouched(rosa, sam)
    assert type_code(browse(), another_code(code)).status_code == 422
    assert type_code(browse(), code).status_code == 303 and type_code(browse(), code).status_code == 422


def test_a_forgotten_phone_is_sure_no_more(session, rosa, sam, own_phone):
    type_code(own_phone, vouched(rosa, sam))
    [phone] = rows(session, RememberedPhone)
    rosa.post(f"/people/{sam.id}/remembered-phones/{phone.id}/ending")
    assert own_phone.get(f"/people/{sam.id}/phones").status_code == 303, "signed out"
    assert own_phone.post("/sign-in", BIRTHDAY).status_code == 422


def test_it_ends_after_a_year_and_the_phone_then_opens_what_a_code_opens(session, rosa, sam, own_phone):
    type_code(own_phone, vouched(rosa, sam))
    assert rows(session, Vouch)[0].until_on == today() + timedelta(days=365)
    with time_machine.travel(now() + timedelta(days=366), tick=True):
        own_phone.post("/sign-in", BIRTHDAY)
        assert newest_sign_in(session).tier is Tier.OWN


def test_it_ends_with_the_next_review_when_that_comes_first(session, rosa, sam):
    plan, meet_on = open_plan(session, person_id=sam.id), today() + timedelta(days=90)
    plan.review_on = meet_on
    session.add(plan)
    session.commit()
    vouched(rosa, sam)
    plan.review_on = date(2020, 1, 1)
    session.add(plan)
    session.commit()
    vouched(rosa, sam)
    assert {vouch.until_on for vouch in rows(session, Vouch)} == {meet_on, today() + timedelta(days=365)}


def test_the_person_is_told_by_text_and_reads_by_name_who_did_it(session, browse, rosa, sam):
    code = vouched(rosa, sam)
    [text] = texts(session)
    assert "wrote down that we saw you and know you" in text.body and "Call 01632 960001" in text.body and code not in text.body
    page = words(sign_in(browse(), session, sam).get(f"/people/{sam.id}/access-log"))
    assert "Rosa Field at the desk (Tree Tops Surgery) wrote down that they saw you and know you." in page
    [kept] = rows(session, Vouch)
    assert kept.knew.value == "photo" and kept.made_at.date() == now().date()


def test_how_they_know_them_must_be_said(session, rosa, sam):
    reply = rosa.post(f"/people/{sam.id}/vouching", {"knew": "a feeling"})
    assert reply.status_code == 422 and "Choose how you know that it is them." in words(reply) and rows(session, Vouch) == []
