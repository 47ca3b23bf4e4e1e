"""Somebody who helps: shared with by the person, let in by number, word and code; and the desk that vouches for the person."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page

from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from webapp.base.clock import today

NAME, NUMBER, WORD = "Ann", "07700 900777", "bluebell"


def id_on(phone: Phone) -> str:
    """The signed-in person's id, from their own links."""
    phone.page.goto("/more")
    return re.search(r"/people/([0-9a-f-]{36})/", phone.page.get_by_role("link", name="My plan", exact=True).get_attribute("href")).group(1)


def vouch(desk: Desk, person_id: str, how: str = "They showed me a card with their photo") -> str:
    """Staff have seen the person: the six digits they read out."""
    desk.page.goto(f"/people/{person_id}/mobile")
    desk.page.get_by_label(how).check()
    desk.press("I have seen them: make a code")
    return desk.page.locator(".value").inner_text().replace(" ", "")


def give_code(phone: Phone, code: str, born: date) -> None:
    phone.page.get_by_label("The 6 numbers of your code").fill(code)
    phone.give_birth_date(born)
    phone.go_on()


def share(page: Page, person_id: str, *parts: str) -> None:
    page.goto(f"/people/{person_id}/carers/new")
    page.get_by_label("What do you call them?").fill(NAME)
    page.get_by_label("Their mobile number").fill(NUMBER)
    page.get_by_label("A word for them").fill(WORD)
    while page.locator("details.fold:not([open])").count():
        page.locator("details.fold:not([open]) > summary").first.click()
    for part in parts:
        page.get_by_label(part, exact=True).check()
    page.get_by_label("Until which day?").fill((today() + timedelta(days=200)).strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Share", exact=True).click()


def come_in(page: Page, surgery) -> None:
    page.goto("/carer")
    page.get_by_label("Your mobile number").fill(NUMBER)
    page.get_by_label("The word they told you").fill(WORD)
    page.get_by_role("button", name="Send me a code").click()
    surgery.send_texts()
    page.get_by_label("The 6 numbers in the text").fill(Phone(page).code_from(NUMBER))
    page.get_by_role("button", name="Go on").click()
