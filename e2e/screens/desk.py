"""The desk: triage, mood readings, import, as staff meet them."""

from playwright.sync_api import Page

from e2e.screens.phone import through_the_demos_door


class Desk:
    def __init__(self, page: Page):
        self.page = page

    def be(self, name: str) -> None:
        through_the_demos_door(self.page, name)

    def triage(self, name: str) -> None:
        self.page.goto("/staff/triage")
        self.page.get_by_role("link", name=name).click()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).last.click()

    def record_contact(self, outcome: str, note: str) -> None:
        self.page.get_by_label(outcome).check()
        self.page.get_by_label("Note", exact=True).fill(note)
        self.press("Save the contact")
