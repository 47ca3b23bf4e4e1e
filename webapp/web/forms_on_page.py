"""Which form of a page a post came from: a post says where it went and what its boxes are called, not which form it was."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit


@dataclass
class FormOnPage:
    """`key` is its name in `Refill.forms`. `buttons` are the names its buttons send: which was pressed is no longer so when the form is given back."""

    key: str
    action: str
    names: set[str] = field(default_factory=set)
    buttons: set[str] = field(default_factory=set)


class FormsOnPage(HTMLParser):
    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.found: list[FormOnPage] = []
        self.actions: Counter[str] = Counter()
        self.is_open = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.open_form(given)
        elif self.is_open and given.get("name") and tag in ("input", "textarea", "select"):
            self.found[-1].names.add(given["name"] or "")
        elif self.is_open and given.get("name") and tag == "button":
            self.found[-1].buttons.add(given["name"] or "")

    def open_form(self, given: dict[str, str | None]) -> None:
        action, self.is_open = given.get("action") or "", True
        number = self.actions[action]
        if not given.get("id"):
            self.actions[action] += 1
        self.found.append(FormOnPage(given.get("id") or f"{action} {number}", urlsplit(action).path))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_open = False


def form_posted(page: str, action: str, names: Collection[str]) -> FormOnPage | None:
    """The form that goes to this path and has most of these boxes; of all forms if none goes there. None when no form has any of them."""
    forms = FormsOnPage(page).found
    going_there = [form for form in forms if form.action == action] or forms
    best = max(going_there, key=lambda form: (len(form.names & set(names)), -len(form.names)), default=None)
    return best if best and best.names & set(names) else None
