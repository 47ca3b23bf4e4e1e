"""A page given back with what was typed: the controls of its forms as the browser posted them, and no other byte of the page changed.

Libraries that fill forms (FormEncode's htmlfill, lxml) do not know one form of a page from another, a box that was emptied from one that was not
sent, or write the whole page anew. The parsing is the standard library's; only the few tags that differ are written here.
"""

from collections import Counter
from collections.abc import Mapping
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

Attributes = dict[str, str | None]
# Never given back: what proves who somebody is, and what a browser fills in itself only.
SECRET_KINDS = {"password", "file"}
SECRET_HINTS = {"one-time-code", "current-password", "new-password"}
SECRET_NAMES = {"password", "password_again", "code"}
BUTTONS = {"submit", "reset", "button", "image"}


class Refilled(NamedTuple):
    """`left` holds what no control of the page took, form by form. `lost_file`: a file was chosen, and cannot be kept."""

    page: str
    is_changed: bool
    left: dict[str, list[str]]
    lost_file: bool


class Refill(HTMLParser):
    """`forms` is what was posted of each form, by its id, or by its action and how many such forms without an id stand before it (`/goals 0`)."""

    def __init__(self, page: str, forms: Mapping[str, MultiDict[str, str]]):
        super().__init__(convert_charrefs=True)
        self.page, self.forms = page, {key: {name: list(texts) for name, texts in typed.lists()} for key, typed in forms.items()}
        self.line_starts = [0, *(place + 1 for place, letter in enumerate(page) if letter == "\n")]
        self.edits: dict[tuple[int, int], str] = {}
        self.actions: Counter[str] = Counter()
        self.folds: list[tuple[int, bool]] = []
        self.typed: dict[str, list[str]] | None = None
        self.names: set[str] = set()
        self.area: tuple[str, int] | None = None
        self.choice: list[str] | None = None
        self.lost_file = False
        self.feed(page)
        self.close()

    @property
    def here(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    @property
    def tag_end(self) -> int:
        return self.here + len(self.get_starttag_text() or "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.enter_form(given)
        elif tag == "details":
            self.folds.append((self.tag_end - 1, "open" in given))
        elif self.typed is not None and tag in ("input", "textarea", "select", "option"):
            name = given.get("name") or ""
            self.names.add(name)
            getattr(self, f"fill_{tag}")(given, self.typed.get(name))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.leave_form()
        elif tag == "details" and self.folds:
            self.folds.pop()
        elif tag == "select":
            # The options of a datalist are proposals: nothing of them is chosen.
            self.choice = None
        elif tag == "textarea" and self.area:
            self.end_textarea(*self.area)
            self.area = None

    def enter_form(self, given: Attributes) -> None:
        key = given.get("id") or self.numbered(given.get("action") or "")
        self.typed, self.names = self.forms.get(key), set()

    def numbered(self, action: str) -> str:
        self.actions[action] += 1
        return f"{action} {self.actions[action] - 1}"

    def leave_form(self) -> None:
        """What was sent of a control that the page has no more goes along unseen, as it would have without the switch."""
        gone = [(name, text) for name, texts in (self.typed or {}).items() if name not in self.names | SECRET_NAMES for text in texts]
        if gone:
            self.edits[self.here, self.here] = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(text)}">' for name, text in gone)
        self.typed = None

    def fill_input(self, given: Attributes, texts: list[str] | None) -> None:
        kind = (given.get("type") or "text").lower()
        if kind == "file":
            self.lost_file = self.lost_file or any(texts or ())
        if kind in SECRET_KINDS | BUTTONS or given.get("autocomplete") in SECRET_HINTS:
            return
        if kind in ("checkbox", "radio"):
            self.mark(given, "checked", texts, may_clear=kind == "checkbox" or texts is not None)
        elif texts:
            text = texts.pop(0)
            if text != (given.get("value") or ""):
                self.retag("input", given | {"value": text}, is_hidden=kind == "hidden")

    def mark(self, given: Attributes, mark: str, texts: list[str] | None, *, may_clear: bool) -> None:
        """A box, a ring or an option: marked if its value was sent. One that was not sent is not marked."""
        value = given.get("value")
        wanted = "on" if value is None else value
        was_sent = wanted in (texts or ())
        if was_sent and texts is not None and mark == "checked":
            texts.remove(wanted)
        if was_sent and mark not in given:
            self.retag(self.lasttag, given | {mark: None})
        elif not was_sent and mark in given and may_clear:
            self.retag(self.lasttag, {name: text for name, text in given.items() if name != mark}, is_hidden=True)

    def fill_select(self, _given: Attributes, texts: list[str] | None) -> None:
        self.choice = texts

    def fill_option(self, given: Attributes, _texts: list[str] | None) -> None:
        if self.choice is not None:
            self.mark(given, "selected", self.choice, may_clear=True)

    def fill_textarea(self, given: Attributes, texts: list[str] | None) -> None:
        if texts:
            self.area = texts.pop(0), self.tag_end

    def end_textarea(self, text: str, start: int) -> None:
        was = self.page[start : self.here]
        if unescape(was).removeprefix("\n").splitlines() != text.splitlines():
            # A browser drops the first line break after the tag, so one is given for it to drop.
            self.edits[start, self.here] = "\n" + escape(text)
            self.unfold()

    def retag(self, tag: str, given: Attributes, *, is_hidden: bool = False) -> None:
        written = "".join(f" {name}" if text is None else f' {name}="{escape(text)}"' for name, text in given.items())
        self.edits[self.here, self.tag_end] = f"<{tag}{written}>"
        if not is_hidden:
            self.unfold()

    def unfold(self) -> None:
        """What was typed in a folded part is seen to be still there."""
        for place, is_open in self.folds:
            if not is_open:
                self.edits[place, place] = " open"


def refilled(page: str, forms: Mapping[str, MultiDict[str, str]]) -> Refilled:
    found, pieces, end = Refill(page, forms), [], 0
    for (start, stop), text in sorted(found.edits.items()):
        pieces += [page[end:start], text]
        end = stop
    left: dict[str, list[str]] = {}
    for typed in found.forms.values():
        for name, texts in typed.items():
            left[name] = left.get(name, []) + texts
    return Refilled("".join(pieces) + page[end:], bool(found.edits), left, found.lost_file)
