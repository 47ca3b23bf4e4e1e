"""A form that comes when the time is over: kept sealed, given back to whoever wrote it, to nobody else."""

from html import unescape

import pytest
from sqlmodel import select

from tests.browsing import Forms, markup, words
from tests.doors.through import BIRTHDAY, ask, give_code, newest_code, rows
from tests.people_cast import a_person, sign_in
from tests.preparation.cast import TALK
from webapp.accounts.changes import start_sign_in
from webapp.accounts.links import make_link
from webapp.accounts.models import Account, LinkKind, Tier
from webapp.preparation.models import Note
from webapp.sittings.changes import hand_on
from webapp.sittings.jobs import forget_forms
from webapp.sittings.models import KeptForm

MINUTE, NOTHING = 60, b"Nothing is waiting here for you"
ASK, HARD = "Why am I so tired?", "The stairs"


@pytest.fixture
def remembered(session, browse, cast):
    """Sam on a phone that is remembered, signed in."""
    browser = browse()
    ask(browser)
    give_code(browser, newest_code(session), remember="yes")
    return browser


def posted(browser, page: str, action: str, **typed):
    """The form on that page that goes there, sent from there, with more typed into it."""
    fields = next(form["fields"] for form in Forms(markup(browser.get(page))).found if form["action"] == action)
    return lambda: browser.post(action, dict(fields) | typed, headers={"Referer": f"http://localhost{page}"})


def late(clock, browser, page, action=None, minutes=31, **typed):
    send = posted(browser, page, action or page, **typed)
    clock.shift(minutes * MINUTE)
    return send()


def boxes(reply) -> dict[str, str]:
    return {name: unescape(text) for form in Forms(markup(reply)).found for name, text in form["fields"]}


def came_back(browser):
    return browser.follow(browser.post("/sign-in", BIRTHDAY))


def test_what_was_typed_is_back_in_its_place_after_the_birthday_alone(clock, remembered, cast):
    told = late(clock, remembered, cast.pack, **{"words-ask": ASK, "words-hard": HARD, "prompts": "sleep", "press": "send"})
    assert told.status_code == 401 and "What you just wrote is kept" in words(told)
    assert b'name="reach"' not in remembered.get("/sign-in").data
    page = came_back(remembered)
    typed = boxes(page)
    assert "What you wrote is back" in words(page) and (typed["words-ask"], typed["words-hard"], typed["prompts"]) == (ASK, HARD, "sleep")


def test_nothing_is_sent_until_they_press_and_then_it_is_gone(clock, session, remembered, cast):
    late(clock, remembered, cast.pack, **{"words-ask": ASK, "press": "send"})
    typed = boxes(came_back(remembered))
    assert "press" not in typed and rows(session, Note) == []
    assert remembered.post(cast.pack, {**typed, "press": "send"}).status_code == 303
    assert [note.words for note in rows(session, Note)] == [ASK] and rows(session, KeptForm) == []
    assert remembered.get("/words-kept").data.count(NOTHING) == 1


def test_it_lies_sealed_and_is_forgotten_after_a_day(clock, session, database, remembered, cast):
    late(clock, remembered, cast.pack, **{"words-ask": ASK})
    [kept] = rows(session, KeptForm)
    assert ASK in kept.form and ASK not in kept.form_sealed
    clock.shift(24 * 3600)
    assert forget_forms(database) == 1 and came_back(remembered).request.path != "/words-kept"


def test_somebody_else_on_the_same_phone_never_meets_it_and_it_waits_for_its_owner(clock, session, remembered, practice, cast):
    mia = a_person(session, practice, given="Mia")
    session.commit()
    late(clock, remembered, cast.pack, **{"words-hard": HARD})
    sign_in(remembered, session, mia)
    assert remembered.get("/words-kept").data.count(NOTHING) == 1 and HARD not in words(remembered.get(f"/people/{mia.id}/pack"))
    remembered.post("/sign-out")
    assert boxes(came_back(remembered))["words-hard"] == HARD


def test_after_signing_out_nothing_is_kept_and_the_words_are_shown(session, remembered, cast):
    send, token = posted(remembered, cast.pack, cast.pack, **{"words-hard": HARD}), remembered.client.get_cookie("in").value
    remembered.post("/sign-out")
    remembered.client.set_cookie("in", token)
    told = send()
    assert told.status_code == 401 and rows(session, KeptForm) == [] and HARD in words(told)


def hand_over(browser, posted) -> dict:
    return browser.client.post("/stay/words", json=posted, headers={"Sec-Fetch-Site": "same-origin"}).json


def by_link(session, browser, cast):
    browser.post(f"/i/{make_link(session, person=cast.person, practice=cast.practice, kind=LinkKind.TEXT, dies_on=TALK.date())}", session.commit() or BIRTHDAY)
    return browser


def test_a_letterbox_gives_back_only_in_the_browser_it_was_typed_in(clock, session, browse, cast):
    here, elsewhere = by_link(session, browse(), cast), browse()
    told = late(clock, here, cast.letterbox, **{"words-hard": HARD})
    assert "Open the link in your text or letter again" in words(told)
    assert by_link(session, elsewhere, cast).get("/words-kept").data.count(NOTHING) == 1
    assert boxes(by_link(session, here, cast).get("/words-kept"))["words-hard"] == HARD


def test_what_the_nurse_wrote_in_the_conversation_is_back_where_she_wrote_it(clock, session, browse, nurse, cast):
    browser, page = sign_in(browse(), session, nurse), f"/people/{cast.person.id}/conversation"
    told = late(clock, browser, page, minutes=16, **{"professional-plan": "Walks to the shop again", "answer_person": "yes"})
    assert "is kept" in words(told) and b"/staff/sign-in" in told.data
    account = session.exec(select(Account).where(Account.staff_id == nurse.id)).one()
    token = start_sign_in(session, account=account, tier=Tier.STAFF, practice_id=nurse.practice_id)
    assert hand_on(session, account_id=account.id, tier=Tier.STAFF, token=token, token_before="")
    session.commit()
    browser.client.set_cookie("in", token)
    typed = boxes(browser.get("/words-kept"))
    assert (typed["professional-plan"], typed["answer_person"]) == ("Walks to the shop again", "yes")


def test_the_script_hands_over_what_stands_on_the_page_and_it_comes_back(clock, session, remembered, cast):
    clock.shift(31 * MINUTE)
    forms = [{"action": cast.pack, "typed": [["words-ask", ASK], ["words-hard", ""], ["password", "hunter22"]]}]
    assert hand_over(remembered, {"page": cast.pack, "forms": forms}) == {"kept": 1}
    assert "hunter22" not in rows(session, KeptForm)[0].form and boxes(came_back(remembered))["words-ask"] == ASK


@pytest.mark.parametrize("posted", [None, [], {}, {"page": "/", "forms": 7}, {"page": "/", "forms": [{"typed": [[]]}]}, {"page": "/", "forms": [[]]}])
def test_whatever_else_is_handed_over_is_nothing(session, remembered, posted):
    assert hand_over(remembered, posted) == {"kept": 0} and rows(session, KeptForm) == []


def test_a_page_that_is_no_more_shows_the_words_to_be_copied(clock, session, remembered, cast):
    action = f"/people/{cast.person.id}/pack"
    clock.shift(31 * MINUTE)
    remembered.post(action, {"words-hard": HARD}, headers={"Referer": f"http://localhost/people/{cast.person.id}/plan/goals/{cast.person.id}"})
    page = came_back(remembered)
    assert page.request.path == "/words-kept" and HARD in words(page) and "copy it" in words(page)
