"""A page's boxes and buttons by what a form calls them: a journey told with these reads the same in every language."""

from playwright.sync_api import Locator, Page


class Form:
    """The form whose address ends so. A name that ends with `-` stands for the last one that begins so, as in `want-3f2a...`."""

    def __init__(self, page: Page, ending: str):
        self.form = page.locator(f'form[action$="{ending}"]').first

    def named(self, name: str, kind: str = "") -> Locator:
        return self.form.locator(f'[name{"^" if name.endswith("-") else ""}="{name}"]{kind}').last

    def write(self, words: dict[str, str]) -> "Form":
        for name, text in words.items():
            self.named(name).fill(text)
        return self

    def unfold(self) -> "Form":
        """Everything that is folded is opened, one after the other."""
        while self.form.locator("details:not([open])").count():
            self.form.locator("details:not([open]) > summary").first.click()
        return self

    def choose(self, name: str, value: str) -> "Form":
        self.named(name, f'[value="{value}"]').check()
        return self

    def born(self, day: int, month: int, year: int) -> "Form":
        return self.write({"birth-day": str(day), "birth-month": str(month), "birth-year": str(year)})

    def press(self, value: str | None = None) -> None:
        """The button that posts this value, or the form's own."""
        self.form.locator(f'button[value="{value}"]' if value else "button:not([formaction], [aria-hidden])").last.click()
