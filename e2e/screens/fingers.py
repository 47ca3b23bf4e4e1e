"""Counts what a person's fingers do: each tap and each box written in is one action; each page that opens is one screen."""

from playwright.sync_api import Locator, Page


class Fingers:
    def __init__(self, page: Page):
        self.page = page
        self.actions = 0
        self.screens = 0
        page.on("framenavigated", self._opened)

    def _opened(self, frame) -> None:
        # A jump within the page (#saved) is no new screen.
        if frame == self.page.main_frame and frame.url.split("#")[0] != self._last:
            self.screens += 1
        self._last = frame.url.split("#")[0]

    _last = ""

    def start(self) -> None:
        self.actions = self.screens = 0
        self._last = self.page.url.split("#")[0]

    def tap(self, what: Locator) -> None:
        what.click()
        self.actions += 1

    def write(self, where: Locator, words: str) -> None:
        where.fill(words)
        self.actions += 1
