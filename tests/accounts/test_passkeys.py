"""Passkeys at the door and in the person's pages, with answers no device gave. A real device shows one in e2e/carer."""

import json
from datetime import timedelta

import pytest
import time_machine

from tests.browsing import words
from tests.doors.through import rows
from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.accounts.changes import account_of_person, start_sign_in
from webapp.accounts.models import Passkey, PasskeyChallenge, Tier
from webapp.accounts.passkeys import Site, new_challenge, take_challenge
from webapp.base.clock import now
from webapp.people.queries import practice_of


@pytest.fixture
def sam(session):
    made = a_person(session, a_practice(session))
    session.commit()
    return made


@pytest.fixture
def kept(session, sam) -> Passkey:
    made = Passkey(account_id=account_of_person(session, sam.id).id, credential_id="c2Ft", public_key="eA", sign_count=0, name="Blue phone")
    session.add(made)
    session.commit()
    return made


@pytest.fixture
def sure(browse, session, sam):
    return sign_in(browse(), session, sam, Tier.STRONG)


@pytest.fixture
def page(sam):
    return f"/people/{sam.id}/passkeys"


def opened_by(session, browse, sam, passkey):
    browser, account = browse(), account_of_person(session, sam.id)
    browser.client.set_cookie("in", start_sign_in(session, account=account, tier=Tier.STRONG, passkey_id=passkey.id))
    session.commit()
    return browser


def test_a_challenge_works_once_where_it_was_asked_for_and_not_for_long(session):
    drawn = new_challenge(session, "here")
    assert take_challenge(session, "there") is None and take_challenge(session, "here") == drawn and take_challenge(session, "here") is None
    older, newer = new_challenge(session, "here"), new_challenge(session, "here")
    assert older != newer and take_challenge(session, "here") == newer
    new_challenge(session, "here")
    with time_machine.travel(now() + timedelta(minutes=6), tick=True):
        assert take_challenge(session, "here") is None


def test_a_code_by_text_alone_adds_no_passkey_and_raises_nobody(session, browse, sam, page):
    own = sign_in(browse(), session, sam)
    assert "we must first be sure that it is you" in words(own.get(page)) and "What do you call this phone?" not in words(own.get(page))
    assert own.post(f"{page}/challenge").status_code == 401 and own.post(page, {"name": "x", "credential": "{}"}).status_code == 401
    assert rows(session, PasskeyChallenge) == rows(session, Passkey) == []


def test_a_code_that_only_the_desk_gave_makes_no_key_that_lasts(session, browse, sam, page):
    browser, account = browse(), account_of_person(session, sam.id)
    nurse = a_staff_member(session, practice_of(session, sam.id))
    browser.client.set_cookie("in", start_sign_in(session, account=account, tier=Tier.STRONG, given_by=nurse.id))
    session.commit()
    assert "first sign in here with a code by text" in words(browser.get(page))
    assert browser.post(f"{page}/challenge").status_code == 404 and browser.post(page, {"name": "x", "credential": "{}"}).status_code == 422
    assert rows(session, PasskeyChallenge) == []


def test_the_options_ask_for_a_finger_face_or_pin_and_hold_only_an_opaque_id(sure, sam, page):
    options = json.loads(sure.post(f"{page}/challenge").get_data(as_text=True))
    wanted = options["authenticatorSelection"]
    assert (wanted["userVerification"], wanted["residentKey"], options["rp"]["id"]) == ("required", "required", "localhost")
    assert sam.nhs_number not in json.dumps(options)


ODD = ["", "{}", "[]", "null", "not json", '{"id": 1, "response": 2}', '{"id": "c2Ft", "response": {"userHandle": "x"}}', "x" * 9000]


@pytest.mark.parametrize("credential", ODD)
def test_what_no_device_would_answer_is_refused_kindly_at_the_door_and_inside(session, browse, sure, kept, page, credential):
    door = browse()
    door.post("/sign-in/passkey/challenge")
    reply = door.post("/sign-in/passkey", {"credential": credential})
    assert reply.status_code == 422 and "Your phone did not show a passkey." in words(reply)
    sure.post(f"{page}/challenge")
    inside = sure.post(page, {"name": "My phone", "credential": credential})
    assert inside.status_code == 422 and 'value="My phone"' in inside.get_data(as_text=True) and len(rows(session, Passkey)) == 1


def test_a_passkey_taken_away_ends_what_it_opened_on_the_next_request_and_nothing_else(session, browse, sam, kept, page):
    by_key, own = opened_by(session, browse, sam, kept), sign_in(browse(), session, sam)
    assert "Blue phone" in words(own.get(page)) and by_key.get(page).status_code == 200
    assert own.post(f"{page}/{kept.id}/ending").status_code == 303
    assert by_key.get(page).status_code == 303 and own.get(page).status_code == 200 and "You have no passkey." in words(own.get(page))
    assert own.post(f"{page}/{kept.id}/ending").status_code == 404


def test_another_persons_passkey_is_not_theirs_to_see_or_take_away(session, browse, sam, kept):
    robin = a_person(session, a_practice(session, "Z99902"), given="Robin")
    session.commit()
    other = sign_in(browse(), session, robin, Tier.STRONG)
    assert other.post(f"/people/{robin.id}/passkeys/{kept.id}/ending").status_code == 404
    assert "Blue phone" not in words(other.get(f"/people/{robin.id}/passkeys")) and rows(session, Passkey)[0].ended_at is None


def test_a_passkey_has_a_name_and_there_are_five_at_most(session, sure, kept, page):
    assert "Write a name for it, like: my phone." in words(sure.post(page, {"name": " ", "credential": "{}"}))
    for number in range(4):
        session.add(Passkey(account_id=kept.account_id, credential_id=f"k{number}", public_key="eA", sign_count=0, name="x"))
    session.commit()
    assert "What do you call this phone?" not in words(sure.get(page))


def test_its_name_is_sealed_where_it_lies(session, kept):
    [row] = rows(session, Passkey)
    assert row.name == "Blue phone" and not any("Blue" in str(value) for value in row.model_dump().values())


def test_the_site_is_the_address_the_app_is_reached_at():
    assert Site.at("https://plan.example.nhs.uk") == Site("https://plan.example.nhs.uk", "plan.example.nhs.uk")
    assert Site.at("http://localhost:8000") == Site("http://localhost:8000", "localhost")


def test_every_way_in_tells_of_the_passkey(browse, session, sam):
    assert "I have a passkey" in words(browse().get("/sign-in"))
    assert "I have a passkey" in words(sign_in(browse(), session, sam).get("/sign-in/sure"))
