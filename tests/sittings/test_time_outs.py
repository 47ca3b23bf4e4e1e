"""How long each kind of sign-in lasts, to the minute, on both databases. Source: security-and-safety 4.5."""

import pytest
from sqlmodel import select

from tests.people_cast import sign_in
from webapp.accounts.changes import say_not_own, start_sign_in
from webapp.accounts.models import Account, Passkey, SignIn, Tier
from webapp.people.models import Carer

MINUTE, HOUR = 60, 3600
# Quiet minutes, and the hours it lasts at most.
LASTS = {"letterbox": (30, 2), "own": (30, 12), "strong": (30, 12), "not own": (10, 2), "carer": (15, 8), "staff": (15, 10)}


@pytest.fixture
def come_in(session, browse, sam, nurse):
    def come(who: str):
        browser = browse()
        if who == "carer":
            return carer_in(browser, session)
        sign_in(browser, session, nurse if who == "staff" else sam, None if who == "staff" else Tier.OWN if who == "not own" else Tier(who))
        if who == "not own":
            say_not_own(session, sign_in_id=session.exec(select(SignIn.id)).one())
            session.commit()
        return browser

    return come


def carer_in(browser, session):
    carer = Carer(phone="+447700900777", phone_index="x")  # type: ignore[call-arg]
    session.add(carer)
    session.flush()
    account = Account(carer_id=carer.id)
    session.add(account)
    session.flush()
    browser.client.set_cookie("in", start_sign_in(session, account=account, tier=Tier.CARER))
    session.commit()
    return browser


def is_in(browser) -> bool:
    """Asked without a sign of life."""
    return browser.get("/stay").json["left"] > 0


@pytest.mark.parametrize(("who", "quiet"), [(who, quiet) for who, (quiet, _hours) in LASTS.items()])
def test_after_its_quiet_minutes_a_sign_in_is_over_and_not_a_minute_sooner(clock, come_in, who, quiet):
    browser = come_in(who)
    clock.shift((quiet - 1) * MINUTE)
    assert is_in(browser) and browser.get("/stay").json["left"] == MINUTE
    clock.shift(MINUTE)
    assert not is_in(browser)


@pytest.mark.parametrize(("who", "hours"), [(who, hours) for who, (_quiet, hours) in LASTS.items()])
def test_it_is_over_after_its_hours_however_busy(clock, come_in, who, hours):
    browser = come_in(who)
    for _ in range(hours * 12 - 1):
        clock.shift(5 * MINUTE)
        assert browser.post("/stay").json["left"] > 0
    clock.shift(4 * MINUTE)
    assert is_in(browser) and not browser.post("/stay").json["stay"], "it cannot be made longer, and says so"
    clock.shift(MINUTE)
    assert not is_in(browser) and browser.post("/stay").json["left"] == 0


def test_opening_a_page_is_a_sign_of_life_and_asking_for_the_time_is_none(clock, come_in, sam):
    browser = come_in("own")
    clock.shift(20 * MINUTE)
    assert browser.get(f"/people/{sam.id}/pack").status_code == 200
    clock.shift(25 * MINUTE)
    assert is_in(browser)
    clock.shift(5 * MINUTE)
    assert not is_in(browser) and "/sign-in?next=" in browser.get(f"/people/{sam.id}/pack").headers["Location"]


def test_one_tap_gives_all_the_time_again(clock, come_in):
    browser = come_in("own")
    clock.shift(28 * MINUTE)
    told = browser.get("/stay").json
    assert told["left"] == 120 and "2 minutes" in told["words"] and told["stay"] == "Stay signed in"
    assert browser.post("/stay").json["left"] == 30 * MINUTE
    clock.shift(29 * MINUTE)
    assert is_in(browser)


def test_what_a_passkey_opened_sleeps_after_five_quiet_minutes_and_their_own_pages_stay_open(clock, session, come_in, sam):
    browser = come_in("strong")
    made = session.exec(select(SignIn)).one()
    key = Passkey(account_id=made.account_id, credential_id="c", public_key="k", sign_count=0, name="My phone")  # type: ignore[call-arg]
    session.add(key)
    session.flush()
    made.passkey_id = key.id
    session.commit()
    passkeys, tell = f"/people/{sam.id}/passkeys", f"/people/{sam.id}/passkeys"
    clock.shift(4 * MINUTE)
    assert browser.get(passkeys).status_code == 200
    clock.shift(5 * MINUTE)
    assert browser.post("/stay").json["left"] > 0
    refused = browser.post(tell, {"name": "My new phone"})
    assert browser.get(f"/people/{sam.id}/pack").status_code == 200 and refused.status_code == 401 and b"/sign-in/sure" in refused.data


def test_whoever_is_out_is_told_their_own_door(clock, come_in, browse):
    doors = {}
    for who in ("own", "staff", "carer"):
        browser = come_in(who)
        clock.shift(31 * MINUTE)
        doors[who] = browser.get("/stay").json["door"]
    assert doors == {"own": "/sign-in", "staff": "/staff/sign-in", "carer": "/carer"} and browse().get("/stay").json["door"] == "/signed-out"


def test_a_page_says_how_long_it_may_stand(come_in, sam):
    page = come_in("own").get(f"/people/{sam.id}/phones").data
    assert b'data-stay="30"' in page and b"data-visit=" in page and b"data-stay=" not in come_in("own").get("/signed-out").data
