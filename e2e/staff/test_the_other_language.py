"""A nurse writes the talk down, changes the language and changes it back: every word is there, in every form of a page."""

import pytest

from e2e.screens.desk import Desk
from e2e.screens.typed import there_and_back

WORDS = "He wants to walk to the shop.\n“Ŵyth” <b>& mwy"


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_a_nurse_in_the_conversation_finds_every_word(somebody, js):
    desk = Desk(somebody(js=js, desk=True))
    page = desk.page
    page.set_viewport_size({"width": 360, "height": 740})
    desk.be("Nurse Nadia Green")
    page.goto("/staff/talks")
    page.locator("a[href$='/conversation']").first.click()
    boxes = page.locator("main form :is(textarea, input[type=text])")
    for place in range(boxes.count()):
        boxes.nth(place).fill(f"{place} {WORDS}", force=True)
    page.locator("input[name=answer_person][value=not_yet]").check(force=True)
    page.locator("input[name=read_back]").check(force=True)
    there_and_back(page)
    assert page.complaints == []


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_every_part_of_the_triage_page_keeps_its_words(somebody, js):
    desk = Desk(somebody(desk=True, js=js))
    desk.be("Dr Dev Onduty")
    desk.triage("Haddad, Leila")
    page = desk.page
    page.locator("input[name=outcome]").first.check(force=True)
    page.locator("textarea[name=note]").fill(WORDS)
    page.locator("main textarea:not([name=note])").first.fill(WORDS, force=True)
    page.locator("input[name=low]").fill("130", force=True)
    there_and_back(page)
    assert page.complaints == []
