"""Somebody types, changes the language and changes it back: every word is there, and nothing was saved by it."""

import pytest
from playwright.sync_api import expect

from e2e.screens.phone import Phone, until_sent
from e2e.screens.plan import Plan
from e2e.screens.typed import speak, there_and_back

WORDS = "Pam rydw i mor flinedig?\n“Ŵyth” <b>& mwy"


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_gwen_types_in_her_pack_and_finds_every_word_in_welsh(somebody, js):
    phone = Phone(somebody(js=js))
    phone.be("Gwen Griffiths")
    page = phone.page
    page.locator("textarea[name=words-ask]").fill(WORDS)
    page.locator("summary").filter(has_text="What is hard?").click()
    page.locator("textarea[name=words-hard]").fill("The stairs.")
    page.get_by_text("Your mood", exact=True).first.click()
    there_and_back(page)
    # what was typed in a folded box is seen, and one press of Send still sends it all
    expect(page.locator("textarea[name=words-hard]")).to_be_visible()
    speak(page, "Cymraeg", "cy")
    page.locator("button[name=press][value=send]").click()
    until_sent(page)
    speak(page, "English", "en-GB")
    expect(page.get_by_text("3 answers are safely sent")).to_be_visible()
    assert page.complaints == []


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_sam_types_in_a_goal_and_in_his_answer_and_finds_every_word(somebody, js):
    phone = Phone(somebody(js=js))
    phone.be("Sam Carter")
    page, plan = phone.page, Plan(phone.page)
    plan.open()
    page.get_by_text("Change my answer").click()
    page.get_by_label("Yes, with a note").check()
    page.locator("textarea[name=answer-notes]").fill(WORDS)
    there_and_back(page)
    page.get_by_role("link", name="Change this goal").first.click()
    page.get_by_label("What do you want to do?").fill(WORDS)
    page.get_by_label("3", exact=True).first.check()
    there_and_back(page)
    # nothing was saved by it
    plan.open()
    expect(page.get_by_text("flinedig")).to_have_count(0)
    assert page.complaints == []


def test_a_link_opens_in_the_language_on_file_and_what_is_typed_at_the_door_stays(somebody):
    phone = Phone(somebody(language=None))
    link = phone.link_from("07700 900104")
    phone.page.goto(link)
    expect(phone.page.locator("html")).to_have_attribute("lang", "cy")
    phone.page.locator("[name=birth-day]").fill("6")
    speak(phone.page, "English", "en-GB")
    expect(phone.page.locator("[name=birth-day]")).to_have_value("6")
    speak(phone.page, "Cymraeg", "cy")
    expect(phone.page.locator("[name=birth-day]")).to_have_value("6")
