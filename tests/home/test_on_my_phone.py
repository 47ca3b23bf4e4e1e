"""What a browser is told about the app, and the offer that is made once."""

import json
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.browsing import markup, words
from tests.people_cast import sign_in
from tests.preparation.cast import a_cast
from webapp.accounts.changes import account_of_person
from webapp.accounts.models import SignIn, Tier
from webapp.accounts.phones import remember_phone
from webapp.base.clock import today
from webapp.web.pages import STATIC, static_version

OFFER = "Do you want this on your phone?"


def manifest(browse, language: str = "en") -> dict:
    reply = browse().get(f"/manifest.webmanifest?language={language}")
    assert reply.mimetype == "application/manifest+json" and "Set-Cookie" not in reply.headers
    return json.loads(reply.data)


def test_the_app_says_its_name_its_sign_and_two_short_ways_and_nothing_of_anybody(browse):
    told = manifest(browse)
    assert (told["id"], told["start_url"], told["display"], told["lang"]) == ("/", "/", "standalone", "en-GB")
    assert [one["name"] for one in told["shortcuts"]] == ["My plan", "Get help now"] and "people" not in json.dumps(told)
    assert {one["purpose"] for one in told["icons"]} == {"any", "maskable"}


def test_it_is_told_in_the_language_of_the_page(browse):
    told, page = manifest(browse, "cy"), browse()
    assert told["lang"] == "cy" and told["shortcuts"] != manifest(browse)["shortcuts"]
    page.client.set_cookie("language", "cy")
    assert b"/manifest.webmanifest?language=cy" in page.get("/on-my-phone").data


def test_every_picture_it_names_is_there_and_as_big_as_it_says(browse):
    told = manifest(browse)
    for one in told["icons"] + told["screenshots"]:
        png = (STATIC / one["src"].split("/", 3)[3]).read_bytes()
        assert f"{int.from_bytes(png[16:20])}x{int.from_bytes(png[20:24])}" == one["sizes"] and len(png) < 150_000, one["src"]


def test_the_first_page_a_browser_sees_names_no_manifest_and_a_later_one_does(browse):
    browser = browse()
    assert b"manifest" not in browser.get("/").data
    browser.client.set_cookie("css", static_version())
    assert b'rel="manifest"' in browser.get("/").data


@pytest.mark.parametrize("theme", ["light", "cream", "dark"])
def test_the_bar_of_the_phone_has_the_colour_of_the_paper(browse, theme):
    browser = browse()
    browser.client.set_cookie("theme", theme)
    [colour] = re.findall(r'name="theme-color" content="(#\w+)"', markup(browser.get("/")))
    rule = ":root{" if theme == "light" else f'[data-theme="{theme}"]{{'
    assert f"--paper:{colour}" in (Path(STATIC) / "css" / "tokens.css").read_text().partition(rule)[2].partition("}")[0]


def test_the_short_way_to_my_plan_finds_whose_it_is(browse, session):
    sam = a_cast(session).person
    assert browse().get("/my-plan").headers["Location"] == "/sign-in?next=/my-plan"
    assert sign_in(browse(), session, sam).get("/my-plan").headers["Location"] == f"/people/{sam.id}/plan"


def on_own_phone(browse, session, person):
    browser = sign_in(browse(), session, person)
    _token, phone = remember_phone(session, account=account_of_person(session, person.id), until_on=today())
    session.execute(sa.update(SignIn).values(phone_id=phone.id))
    session.commit()
    return browser


def test_it_is_offered_after_something_was_finished_until_yes_or_no_and_never_again(browse, session):
    cast = a_cast(session)
    phone = on_own_phone(browse, session, cast.person)
    sent = f"{cast.pack}/sent"
    assert OFFER in words(phone.get(sent)) and OFFER not in words(phone.get(cast.pack))
    reply = phone.post("/on-my-phone", {"wanted": "no"}, headers={"Referer": f"http://localhost{sent}"})
    assert reply.headers["Location"] == sent and OFFER not in words(phone.get(sent))
    other = on_own_phone(browse, session, cast.person)
    assert other.post("/on-my-phone", {"wanted": "yes"}).headers["Location"] == "/on-my-phone" and OFFER not in words(other.get(sent))


def test_on_a_phone_that_is_not_surely_theirs_signing_out_is_offered_instead(browse, session):
    cast = a_cast(session)
    for tier, path in ((Tier.OWN, f"{cast.pack}/sent"), (Tier.LETTERBOX, f"{cast.letterbox}/sent")):
        page = words(sign_in(browse(), session, cast.person, tier).get(path))
        assert "Sign out when you are done." in page and OFFER not in page
