"""Somebody at a desk without a mouse: every key that is pressed is counted."""

from playwright.sync_api import Locator, Page, expect


class Keyboard:
    """`pressed` counts keys; a letter, Enter and Tab are one each."""

    def __init__(self, page: Page):
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        for sign in words:
            self.press({" ": "Space"}.get(sign, sign))

    def write(self, words: str) -> None:
        """Free words: not counted letter by letter."""
        self.page.keyboard.type(words)

    def enter(self, heading: str | None = None) -> None:
        """Enter, and the page that comes of it."""
        with self.page.expect_navigation():
            self.press("Enter")
        if heading:
            expect(self.page.get_by_role("heading", name=heading).first).to_be_visible()

    def stands_on(self, place: Locator) -> None:
        """The cursor is there already: nobody had to look for it."""
        expect(place).to_be_focused()
