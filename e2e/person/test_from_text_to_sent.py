"""The short way: from the text to the first result, two prompts and a question sent, and back next day through the front door."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from e2e.screens.phone import Pack, Phone

BORN, NUMBER = date(1960, 2, 6), "07700 900104"


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_gwen_reads_her_first_result_and_sends_what_matters(somebody, js):
    phone = Phone(somebody(js=js))
    # given her own remembered phone, signed out, and the text that her pack is ready
    phone.be("Gwen Griffiths")
    phone.sign_out()
    text = phone.newest_text(NUMBER, "/i/")
    # when she taps the link and gives her date of birth
    phone.fingers.start()
    phone.fingers.tap(text.get_by_role("link"))
    phone.give_birth_date(BORN)
    phone.go_on()
    # then her first result is there: at most 5 actions, 2 screens
    pack = Pack(phone)
    pack.expect_result("Sugar in your blood over 3 months", "50")
    assert phone.fingers.actions <= 5 and phone.fingers.screens <= 2
    # and two prompts and a question go in at most 8 more
    phone.fingers.start()
    pack.choose("Your mood")
    pack.choose("Healthier eating")
    pack.ask("Why am I so tired?")
    pack.send()
    expect(phone.page.get_by_text("3 answers are safely sent")).to_be_visible()
    assert phone.fingers.actions <= 8
    assert phone.page.complaints == []


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_she_comes_back_next_day_by_the_front_door_and_finds_her_words(somebody, surgery, js):
    sent_from = Phone(somebody(js=js))
    sent_from.be("Gwen Griffiths")
    pack = Pack(sent_from)
    pack.ask("Why am I so tired?")
    pack.send()
    surgery.later(days=1)
    # given another browser that knows nothing of her
    phone = Phone(somebody(js=js))
    phone.page.goto("/")
    phone.page.get_by_role("link", name="Sign in with my phone number").click()
    expect(phone.page).to_have_url(re.compile("/sign-in$"))
    phone.come_in(surgery, NUMBER, BORN)
    expect(phone.page.get_by_label("Anything you want to ask or tell us?")).to_have_value("Why am I so tired?")
    assert phone.page.complaints == []
