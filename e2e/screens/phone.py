"""The pretend phone, the doors and the pack, as a person on a phone meets them."""

import html
import re
from datetime import date

from playwright.sync_api import Page, expect

from e2e.screens.fingers import Fingers
from e2e.screens.forms import Form


def through_the_demos_door(page: Page, name: str) -> None:
    """Signed in as one of the made-up people. The first page has come: a reload before that finds no page to load again.

    A browser of `somebody` that has shown nothing yet is only let in: the page with everybody's name is not drawn to press one button of it. Where
    somebody was before, what the door does to what they left is part of the journey, and it is opened and its button pressed.
    """
    if getattr(page, "is_somebodys", False) and page.url == "about:blank":
        page.goto(let_in(page, name))
        return
    page.goto("/demo")
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/demo"))


def let_in(page: Page, name: str) -> str:
    """The button of the demo's door pressed without drawing it: the same request with the same cookies. Where it leads."""
    door = page.request.get("/demo").text()
    [account] = re.findall(rf'<button[^>]* name="account" value="([^"]+)"[^>]*>\s*{re.escape(html.escape(name))}\s*</button>', door)
    sent = page.request.post("/demo/visitor", form={"account": account}, headers={"Sec-Fetch-Site": "same-origin"}, max_redirects=0)
    assert sent.status == 303, sent.status
    return sent.headers["location"]


def until_sent(page: Page) -> None:
    """With script a press is sent first, and the next page comes then: what was pressed has led somewhere, or nowhere for now."""
    page.locator("html:not([data-sending])").wait_for(state="attached")


class Phone:
    """One person's phone. `fingers` counts."""

    def __init__(self, page: Page):
        self.page = page
        self.fingers = Fingers(page)

    def be(self, name: str) -> None:
        """Through the demo's door: signed in, on a phone that is remembered."""
        through_the_demos_door(self.page, name)

    def sign_out(self) -> None:
        self.page.goto("/more")
        self.page.get_by_role("button", name="Sign out").click()

    def newest_text(self, number: str, having: str | re.Pattern):
        self.page.goto("/demo/phone")
        return self.page.get_by_role("article").filter(has_text=number).filter(has_text=having).first

    def give_birth_date(self, born: date) -> None:
        self.fingers.write(self.page.get_by_label("Day"), str(born.day))
        self.fingers.write(self.page.get_by_label("Month"), str(born.month))
        self.fingers.write(self.page.get_by_label("Year"), str(born.year))

    def go_on(self, words: str = "Go on") -> None:
        self.fingers.tap(self.page.get_by_role("button", name=words, exact=True))
        until_sent(self.page)

    def newest_with(self, number: str, what: str) -> str:
        """What stands in the newest text to this number that has such a thing in it. `what` is a regular expression."""
        shown = self.page.request.get("/demo/phone").text()
        texts = [html.unescape(re.sub("<[^>]+>", "", one)) for one in re.findall("<article.*?</article>", shown, re.DOTALL)]
        texts = [one for one in texts if number in one]
        found = [match.group() for text in texts if (match := re.search(what, text.replace(number, "")))]
        assert found, texts
        return found[0]

    def code_from(self, number: str) -> str:
        """The newest code's six digits; the surgery's own number is none."""
        return self.newest_with(number, r"(?<!\d )\b\d{6}\b")

    def link_from(self, number: str) -> str:
        """The newest link to a pack."""
        return self.newest_with(number, r"https?://\S+/i/\S+")

    def come_in(self, surgery, number: str, born: date, own: str = "no") -> None:
        """By the front door, as anybody may at any time: number, date of birth, the code that comes, and whose phone it is (yes, no)."""
        self.page.goto("/sign-in")
        Form(self.page, "/sign-in").write({"reach": number}).born(born.day, born.month, born.year).press()
        self.type_code(surgery, "/sign-in/code", number)
        Form(self.page, "/sign-in/own-phone").press(own)
        expect(self.page).not_to_have_url(re.compile("/sign-in"))

    def type_code(self, surgery, door: str, number: str) -> None:
        surgery.send_texts()
        Form(self.page, door).write({"code": self.code_from(number)}).press()
        expect(self.page).not_to_have_url(re.compile(door))


class Pack:
    def __init__(self, phone: Phone):
        self.phone, self.page, self.fingers = phone, phone.page, phone.fingers

    def expect_result(self, name: str, value: str) -> None:
        card = self.page.locator("section, article").filter(has=self.page.get_by_role("heading", name=name)).last
        expect(card).to_contain_text(value)
        expect(card).to_be_visible()

    def expect_ready(self) -> None:
        """Small saves work from here on; before, a press of Send or Save brings everything."""
        expect(self.page.locator("html[data-ready]")).to_be_attached()

    def choose(self, prompt: str) -> None:
        self.fingers.tap(self.page.get_by_text(prompt, exact=True).first)

    def ask(self, words: str) -> None:
        self.fingers.write(self.page.get_by_label("Anything you want to ask or tell us?"), words)

    def send(self) -> None:
        self.fingers.tap(self.page.get_by_role("button", name="Send", exact=True))
        until_sent(self.page)
