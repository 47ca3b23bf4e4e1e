"""Which language a page is in, and what the switch does, refuses and never gives back."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member, sign_in
from tests.typing_in import Pages, asked_for, pressed
from webapp.accounts.links import make_link
from webapp.accounts.models import LinkKind, Tier
from webapp.base.clock import now, today
from webapp.base.i18n import catalogue
from webapp.pathway.models import Stage
from webapp.practices.models import Practice, Role

PERSON = "+447700900123"


def what_was_wrong(reply) -> list[tuple[str, str]]:
    """The summary of a page's errors: where each leads, and its words."""
    summary = re.search(r'class="error-summary".*?</ul>', markup(reply), re.DOTALL)
    return [(name, unescape(said)) for name, said in re.findall(r'<a href="#([^"]*)">(.*?)</a>', summary.group())] if summary else []


@pytest.fixture
def somebody(session):
    """A person with a talk to come."""
    practice = a_practice(session)
    person = a_person(session, practice, mobile=PERSON)
    a_cycle(session, person, practice, talk_at=now() + timedelta(days=9), stage=Stage.PACK_SENT)
    session.commit()
    return person


def lang(reply) -> str:
    return Pages(reply.get_data(as_text=True)).lang


def switch(browser, path="/", to="cy", site="same-origin", **typed):
    return browser.post(f"/language?to={to}&page={path}&form=form-look", typed, site=site)


@pytest.mark.parametrize("path", ["/", "/look", "/sign-in", "/staff/sign-in", "/carer", "/letter", "/i/abcdefghijkm", "/no-such-page"])
def test_the_switch_stands_on_every_door_and_error_page_in_its_own_words(browse, path):
    page = browse().get(path)
    assert 'lang="cy"' in markup(page) and "Cymraeg" in words(page) and Pages(markup(page)).switch
    assert asked_for(Pages(markup(page)).switch[1])["to"] == "cy"


def test_one_tap_changes_the_page_and_the_next_tap_changes_it_back(browse):
    browser = browse()
    welsh_page = browser.follow(switch(browser, "/sign-in"))
    assert (lang(welsh_page), welsh_page.request.path) == ("cy", "/sign-in") and "English" in words(welsh_page)
    assert lang(browser.get("/help")) == "cy"
    assert lang(browser.follow(switch(browser, "/sign-in", to="en"))) == "en-GB"


def test_the_choice_stays_for_a_year(browse):
    browser = browse()
    switch(browser)
    assert browser.client.get_cookie("language").max_age == timedelta(days=365).total_seconds()


def test_an_error_page_says_no_address_and_is_found_again_by_where_the_browser_came_from(browse):
    browser = browse()
    assert "no-such" not in markup(browser.get("/no-such-page"))
    reply = browser.post("/language?to=cy&page=&form=switch", headers={"Referer": "http://localhost/no-such-page"})
    assert (reply.status_code, reply.headers["Location"]) == (303, "/no-such-page")
    again = browser.follow(reply)
    assert (again.status_code, lang(again)) == (404, "cy")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/language", "evil"])
def test_it_leads_nowhere_but_to_a_page_of_ours(browse, elsewhere):
    assert switch(browse(), elsewhere).headers["Location"] == "/"


def test_no_other_site_fills_in_a_page_of_ours(browse):
    reply = switch(browse(), "/sign-in", site="cross-site", reach="evil")
    assert reply.status_code == 403 and "evil" not in words(reply) and "language=" not in str(reply.headers)


def test_a_language_we_do_not_have_is_english(browse):
    browser = browse()
    assert lang(browser.follow(switch(browser, to="tlh"))) == "en-GB"


def test_a_page_that_may_not_be_opened_is_not_opened_by_the_switch_and_no_word_is_lost(browse, session, somebody):
    browser = browse()
    reply = switch(browser, f"/people/{somebody.id}/plan/about", note="I walk slowly")
    assert "I walk slowly" in words(reply) and lang(reply) == "cy" and somebody.surname not in words(reply)
    there_again = browser.post(Pages(markup(reply)).switch[1], {"left": "I walk slowly"})
    assert "I walk slowly" in words(there_again) and lang(there_again) == "en-GB"


def test_words_shown_to_be_copied_go_along_with_the_switch_of_that_page(browse, somebody):
    reply = browse().post(f"/people/{somebody.id}/pack", {"words-new": "I walk slowly"})
    assert reply.status_code == 401 and '<input type="hidden" name="left" value="I walk slowly"' in markup(reply)


def test_a_password_and_a_code_are_not_said_again_and_a_chosen_file_is_asked_for_again(browse, session, somebody):
    browser = browse()
    reply = browser.post("/language?to=cy&page=/staff/sign-in&form=form-door", {"email": "a@b.org", "password": "hunter22", "code": "123456"})
    text = reply.get_data(as_text=True)
    assert "a@b.org" in text and "hunter22" not in text and "123456" not in text
    sign_in(browser, session, a_staff_member(session, a_practice_of(session), Role.RECEPTION))
    session.commit()
    asked = catalogue("cy").gettext("Please choose your file again.")
    for file, said in (("people.csv", True), ("", False)):
        page = browser.follow(browser.post("/language?to=cy&page=/staff/imports&form=form-file", {"file": file}))
        assert (asked in words(page)) is said


def test_a_link_opens_in_the_language_on_file_and_it_stays_after_the_door(browse, session, somebody):
    somebody.language = "cy"
    session.add(somebody)
    secret = make_link(session, person=somebody, practice=a_practice_of(session), kind=LinkKind.TEXT, dies_on=today() + timedelta(days=9))
    session.commit()
    browser = browse()
    assert lang(browser.get(f"/i/{secret}")) == "cy" and lang(browser.get("/help")) == "cy"
    chose = browse()
    switch(chose, to="en")
    assert lang(chose.get(f"/i/{secret}")) == "en-GB"


def a_practice_of(session):
    return session.exec(select(Practice)).one()


@pytest.mark.parametrize(("accepted", "spoken"), [("cy,en;q=0.8", "cy"), ("en-GB,cy;q=0.9", "en-GB"), ("fr,cy-GB;q=0.5", "cy"), ("fr", "en-GB"), ("", "en-GB")])
def test_a_browser_is_answered_in_welsh_when_it_names_it_before_english(browse, accepted, spoken):
    assert lang(browse().get("/", headers={"Accept-Language": accepted})) == spoken


def test_a_day_is_said_in_full_in_welsh(browse, session, somebody):
    browser = browse()
    sign_in(browser, session, somebody, Tier.OWN)
    session.commit()
    switch(browser)
    page = words(browser.get(f"/people/{somebody.id}/pack"))
    assert any(day in page for day in ("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul"))


def switched_again(browser, reply):
    """What the switch of this page gives."""
    to, posted = pressed(Pages(markup(reply)), script=False)
    return browser.post(to, posted)


def test_what_was_wrong_is_said_again_in_the_other_language_and_once_more_in_the_first(browse):
    browser = browse()
    wrong = browser.post("/carer", {"number": "12", "word": ""})
    assert wrong.status_code == 422 and "There is a problem" in words(wrong)
    said = what_was_wrong(wrong)
    welsh = switched_again(browser, wrong)
    again = what_was_wrong(welsh)
    assert again == [(name, catalogue("cy").gettext(text)) for name, text in said] and again != said
    assert what_was_wrong(switched_again(browser, welsh)) == said


def test_what_was_wrong_goes_when_the_page_is_asked_for_anew(browse):
    browser = browse()
    switched_again(browser, browser.post("/carer", {"number": "12", "word": ""}))
    assert what_was_wrong(browser.get("/carer")) == []


@pytest.mark.parametrize("odd", ["", "[]", "{", '["number"]', '["number", {"text": "Choose %(what)s"}]', '["number", {"text": 5}]', '[[], "x"]', "x" * 5000])
def test_what_no_page_of_ours_said_is_left_out(browse, odd):
    reply = browse().post("/language?to=cy&page=/carer&form=form-door", {"number": "12", "wrong": odd})
    assert reply.status_code == 200 and what_was_wrong(reply) == []
