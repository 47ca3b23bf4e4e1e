"""My plan as a person meets it, on the phone and on paper."""

import re

from playwright.sync_api import Locator, Page


class Plan:
    def __init__(self, page: Page):
        self.page = page

    def open(self) -> None:
        """By the front door's More, as anyone finds it."""
        self.page.goto("/more")
        self.page.get_by_role("link", name="My plan", exact=True).click()

    def goal(self, words: str) -> Locator:
        return self.page.locator("section").filter(has=self.page.get_by_role("heading", name=words, exact=True)).last

    def step(self, words: str) -> Locator:
        return self.page.locator(".step").filter(has_text=words)

    def promise(self, words: str) -> Locator:
        return self.page.locator("section.card").filter(has_text=words).last

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()


def sides(page: Page) -> int:
    """How many sides of A4 this page takes when it is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
