"""A page's forms as a browser holds them: what each control would post, somebody typing in them all, and a press of the language switch."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count
from urllib.parse import parse_qsl, urlsplit

from werkzeug.datastructures import MultiDict

ODD = 'Ŵyth “gair” <b>&amp; "mwy" \'n {{ 7 }}'


@dataclass
class Control:
    kind: str
    name: str
    value: str
    is_on: bool = True
    options: list[str] = field(default_factory=list)
    is_secret: bool = False

    @property
    def is_posted(self) -> bool:
        return self.is_on and self.name != "" and self.kind not in ("file", "submit", "button")


@dataclass
class Form:
    key: str
    action: str
    in_main: bool
    controls: list[Control] = field(default_factory=list)

    def posts(self, *, secrets: bool = True) -> list[tuple[str, str]]:
        return [(one.name, one.value) for one in self.controls if one.is_posted and (secrets or not one.is_secret)]


class Pages(HTMLParser):
    """`forms` in the page's order, and the switch: the id of its form and where it posts to."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.switch: tuple[str, str] | None = None
        self.lang = ""
        self._form: Form | None = None
        self._control: Control | None = None
        self._text: str | None = None
        self._in_main = False
        self._actions: Counter[str] = Counter()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in ("html", "main"):
            self.lang, self._in_main = given.get("lang", self.lang), tag == "main"
        elif tag == "form":
            action = given.get("action") or ""
            self._form = Form(given.get("id") or f"{action} {self._actions[action]}", action, self._in_main)
            self._actions[action] += "id" not in given
            self.forms.append(self._form)
        elif tag == "button" and "data-language" in given:
            self.switch = given.get("form") or self._form.key, given.get("formaction") or self._form.action
        elif tag == "input" and "form" in given:
            self._form = next((form for form in self.forms if form.key == given["form"]), None)
            if self._form:
                self.control(tag, given)
            self._form = None
        elif self._form and tag in ("input", "textarea", "select"):
            self.control(tag, given)
        elif tag == "option" and self._control and self._control.kind == "select":
            self._control.options.append(given.get("value") or "")
            if "selected" in given or len(self._control.options) == 1:
                self._control.value = given.get("value") or ""

    def control(self, tag, given):
        kind = given.get("type", "text") if tag == "input" else tag
        made = Control(kind, given.get("name") or "", given.get("value") or ("on" if kind == "checkbox" else ""))
        made.is_on = kind not in ("checkbox", "radio") or "checked" in given
        made.is_secret = kind == "password" or given.get("autocomplete") == "one-time-code"
        self._form.controls.append(made)
        self._control, self._text = made, "" if tag == "textarea" else None

    def handle_data(self, data):
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._text is not None:
            self._control.value, self._text = self._text.removeprefix("\n"), None
        elif tag == "form":
            self._form = None
        elif tag == "main":
            self._in_main = False


def type_in(form: Form) -> None:
    """Something else than what stands there in every control: words, the last option, every box turned, the last ring of each group."""
    number = count(1)
    for one in form.controls:
        if one.kind in ("text", "textarea", "tel", "email", "search"):
            one.value = f"{ODD} {next(number)}" + ("\r\nsecond line" if one.kind == "textarea" else "")
        elif one.kind == "password":
            one.value = "hunter22-password"
        elif one.kind == "checkbox":
            one.is_on = not one.is_on
        elif one.kind == "radio":
            one.is_on = one is [other for other in form.controls if (other.kind, other.name) == ("radio", one.name)][-1]
        elif one.kind == "select" and one.options:
            one.value = one.options[-1]


def pressed(page: Pages, *, script: bool) -> tuple[str, MultiDict]:
    """Where the switch posts to and what: its own form, and with the script every other form of the page."""
    own, to = page.switch
    posted = [pair for form in page.forms if form.key == own for pair in form.posts()]
    for place, form in enumerate(page.forms if script else []):
        if form.in_main and form.key != own:
            posted += [(f"other-{place}", form.key.partition(" ")[0]), *((f"other-{place}:{name}", text) for name, text in form.posts())]
    return to, MultiDict(posted)


def kept(page: Pages, after: Pages, *, script: bool) -> list[str]:
    """What the page given back does not hold as it was typed, in words."""
    own, _to = page.switch
    now = {form.key: form for form in after.forms}
    typed = [form for form in page.forms if form.in_main and (script or form.key == own)]
    return [f"{form.key}: {lost}" for form in typed for lost in differences(form, now.get(form.key))]


def differences(form: Form, now: Form | None) -> list[str]:
    if now is None:
        return ["the form is gone"] if form.posts() else []
    before, after = (Counter((name, text.replace("\r\n", "\n")) for name, text in one.posts(secrets=False) if name != "wrong") for one in (form, now))
    # A box that is new on the page holds what the page says.
    names = {name for name, _text in before}
    lost = [f"lost {pair}" for pair in before - after]
    return lost + [f"put in {pair}" for pair in after - before if pair[0] in names]


def asked_for(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))
