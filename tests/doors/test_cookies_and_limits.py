"""The cookies' flags, the way out, and what is counted by address."""

import time

import pytest
from sqlmodel import select

from tests.browsing import Browsing, words
from tests.doors.through import BIRTHDAY, NUMBER, WRONG_DAY, ask, give_code, newest_code, rows, texts, work_of
from tests.people_cast import a_person, a_practice
from webapp.accounts.models import SignIn
from webapp.accounts.staff import add_staff, nobodys_hash
from webapp.app import create_app
from webapp.practices.models import Practice, Role


@pytest.fixture
def sam(session):
    made = a_person(session, a_practice(session), mobile=NUMBER, confirmed=True)
    session.commit()
    return made


@pytest.fixture
def secure(settings, database):
    """A browser of the app as it runs for real: over https, with limits."""
    made = create_app(settings.model_copy(update={"base_url": "https://words.example", "rate_limits": True}), database)
    made.testing, made.config["EVEN_SECONDS"] = True, 0
    return Browsing(made)


def flags(reply) -> dict[str, set[str]]:
    return {cookie.split("=", 1)[0]: set(cookie.split("; ")[1:]) for cookie in reply.headers.getlist("Set-Cookie")}


def test_every_cookie_is_pinned_to_this_host_and_out_of_reach_of_scripts(session, sam, secure):
    base = "https://words.example"
    asked = secure.post("/sign-in", {"reach": NUMBER, **BIRTHDAY}, base_url=base)
    came = secure.post("/sign-in/code", {"code": newest_code(session)}, base_url=base)
    answered = secure.post("/sign-in/own-phone", {"own": "yes"}, base_url=base)
    found = flags(asked) | flags(came) | flags(answered)
    assert set(found) == {"__Host-in", "__Host-phone", "__Host-challenge", "__Host-shared"}
    for kept in found.values():
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= kept and not any(flag.startswith("Domain") for flag in kept)


def test_signing_out_ends_this_browser_only_and_clears_its_cache(session, browse, sam):
    browsers = [browse(), browse()]
    code = None
    for browser in browsers:
        if code is None:
            ask(browser)
            code = newest_code(session)
            give_code(browser, code, remember="yes")
    first, second = browsers
    second.client.set_cookie("phone", first.client.get_cookie("phone").value)
    second.post("/sign-in", BIRTHDAY)
    reply = first.post("/sign-out")
    assert reply.status_code == 303 and reply.headers["Clear-Site-Data"] == '"cache"' and "You are signed out" in words(first.follow(reply))
    assert first.client.get_cookie("in") is None and first.client.get_cookie("phone") is not None
    assert second.get(f"/people/{sam.id}/phones").status_code == 200 and sum(1 for row in rows(session, SignIn) if row.ended_at) == 1


def test_signing_out_twice_is_no_error(browse):
    assert browse().post("/sign-out").status_code == 303


def test_a_token_set_from_outside_is_never_taken_over(session, browse, sam):
    browser = browse()
    browser.client.set_cookie("in", "chosen-by-somebody-else")
    ask(browser)
    give_code(browser, newest_code(session))
    assert browser.client.get_cookie("in").value != "chosen-by-somebody-else"


def test_another_sites_post_is_refused_and_nothing_is_sent(session, browse, sam):
    assert browse().post("/sign-in", {"reach": NUMBER, **BIRTHDAY}, site="cross-site").status_code == 403
    assert texts(session) == []


def test_thirty_tries_from_one_address_are_enough_for_ten_minutes(session, sam, secure):
    base = "https://words.example"
    replies = [secure.post("/letter", {"code": "7K2M4P9TX3CD", **WRONG_DAY}, base_url=base) for _ in range(31)]
    assert [reply.status_code for reply in replies] == [422] * 30 + [429] and "Please wait a little" in words(replies[-1])
    assert secure.post("/sign-in", {"reach": NUMBER, **BIRTHDAY}, base_url=base).status_code == 429 and texts(session) == []


DOORS = {
    "/sign-in": {"reach": "07700 900123"},
    "/sign-in/code": {"code": "123456"},
    "/sign-in/desk": {"code": "123456"},
    "/sign-in/phone": {"code": "123456"},
}


@pytest.mark.parametrize("path", DOORS)
def test_no_reply_of_a_door_leaves_before_its_fixed_moment_whoever_asks(app, browse, sam, path):
    """A slow machine only takes longer: what is held here is that nobody, known or not, is answered sooner."""
    app.config["EVEN_SECONDS"] = 0.2
    for typed in (DOORS[path], DOORS[path] | {"reach": "07700 900999"}, {}):
        browser, began = browse(), time.monotonic()
        browser.post(path, typed | BIRTHDAY)
        assert time.monotonic() - began >= 0.2, typed


def test_the_front_door_does_the_same_work_for_everyone_who_gets_no_code(database, session, browse, sam):
    unknown = work_of(database, lambda: ask(browse(), "07700 900999"))
    assert unknown == work_of(database, lambda: ask(browse(), birthday=WRONG_DAY)) and texts(session) == []


def test_the_staff_door_does_the_same_work_for_an_unknown_address_as_for_a_known_one(database, session, browse, sam):
    add_staff(session, practice=session.exec(select(Practice)).one(), name="Kim Reed", email="kim@example.org", role=Role.HCA)
    session.commit()
    nobodys_hash()
    seen = [work_of(database, lambda email=email: try_staff_door(browse(), email)) for email in ("kim@example.org", "who@example.org")]
    assert seen[0] == seen[1] and seen[0].hashes == 1


def try_staff_door(browser, email: str):
    return browser.post("/staff/sign-in", {"email": email, "password": "wrong wrong wrong", "code": "123456"})


@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-in/desk", "/sign-in/phone", "/letter", "/staff/sign-in", "/signed-out", "/wrong-number", "/i/abc", "/l/abc"]
)
def test_no_door_is_cached_and_its_title_tells_nothing(browse, sam, path):
    reply = browse().get(path)
    assert reply.headers["Cache-Control"] == "no-store, private" and b"Sam" not in reply.data and reply.status_code in (200, 410)


def test_the_code_field_can_be_filled_by_the_phone(browse, sam):
    browser = browse()
    ask(browser)
    page = browser.get("/sign-in/code").data
    assert b'autocomplete="one-time-code"' in page and b'inputmode="numeric"' in page
