"""A print as its person gets it: the file, its sign, and the code beside each label."""

import re

from playwright.sync_api import Page

from tests.papers.reading import Read


class Sheets:
    """A PDF read back. `code("Healthier eating")` is what stands beside those words."""

    def __init__(self, made: bytes):
        self.words = Read(made).words
        self.sign = re.search(r"\b[2-9A-Z]{3}-[2-9A-Z]{3}\b", self.words).group()

    def code(self, label: str) -> str:
        found = re.search(rf"\b([A-Z]\d{{1,2}}) {re.escape(label)}", self.words)
        assert found, f"no code beside {label}"
        return found[1]

    def letter(self, question: str, answer: str) -> str:
        """The letter of an answer under a question."""
        after = self.words.split(question, 1)[1]
        return re.search(rf"\b([a-z]) {re.escape(answer)}", after)[1]


def printed(page: Page, size: str = "18 pt") -> Sheets:
    """The file that the person's own page of papers makes."""
    page.get_by_text(size, exact=True).click()
    form = page.locator("form", has=page.get_by_role("button", name="Make the file"))
    chosen = form.locator("input[name=size]:checked").input_value()
    reply = page.request.post(form.get_attribute("action"), form={"size": chosen}, headers={"Sec-Fetch-Site": "same-origin"})
    assert (reply.status, reply.headers["content-type"]) == (200, "application/pdf")
    return Sheets(reply.body())
