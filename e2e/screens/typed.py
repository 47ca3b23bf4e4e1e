"""What stands in a page's boxes, and the switch to the other language."""

from playwright.sync_api import Page, expect

EVERY_CONTROL = """controls => controls.filter(one => one.type !== 'hidden' && one.name).map(one => [one.name, one.value, !!one.checked])"""


def typed_in(page: Page) -> list[list]:
    """Every control of the page's forms: name, value, ticked or not; folded ones too. What a form stands on is no typing, and a small save moves it."""
    return page.locator("main :is(input, textarea, select)").evaluate_all(EVERY_CONTROL)


def speak(page: Page, language: str, code: str) -> None:
    """One tap, and the page is the same page in that language."""
    page.get_by_role("button", name=language, exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", code)


def there_and_back(page: Page) -> None:
    """To Welsh and back to English: each time everything that was typed is there."""
    typed = typed_in(page)
    for language, code in (("Cymraeg", "cy"), ("English", "en-GB")):
        speak(page, language, code)
        lost = [one for one in typed if one not in typed_in(page)]
        assert not lost, (language, lost)
