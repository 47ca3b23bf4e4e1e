"""What the content policy forbids never reaches a template, and every sentence goes through gettext."""

import re
from html.parser import HTMLParser
from pathlib import Path

from tests.guards.source import called, calls, place, python_files, templates

FORBIDDEN = {
    r"\|\s*safe\b": "|safe",
    r"\bMarkup\b": "Markup",
    r"\{%-?\s*autoescape\s+false": "autoescape false",
    r"""\sstyle\s*=\s*["']""": "an inline style",
    r"""\son[a-z]+\s*=\s*["']""": "an inline handler",
    r"<style\b": "an inline style sheet",
    r"javascript:": "a javascript: address",
    r"<script\b(?![^>]*\bsrc=)": "an inline script",
    r"\bhx-on\b": "hx-on, which needs eval",
}
# Shown to whoever builds or checks a page, never to a person: the gallery of components.
FOR_BUILDERS = "base/gallery"
# The stylesheets of every page come along in the first one; the policy knows them by their hash.
STYLES_COME_ALONG = "webapp/templates/base/stylesheets.html"
# A file that is opened without us names nothing outside itself: its own policy knows its one script and its one style by their hash.
OPENED_WITHOUT_US = "webapp/templates/export/sealed_file.html"
NOT_SENTENCES = {"In My Words", "NHS", "GOV.UK"}


def forbidden_in(path: Path) -> list[str]:
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    found = [name for pattern, name in FORBIDDEN.items() if re.search(pattern, text)]
    if place(path) == STYLES_COME_ALONG:
        found.remove("an inline style sheet")
    if place(path) == OPENED_WITHOUT_US:
        found = [name for name in found if name not in ("an inline style sheet", "an inline script")]
    return found


def test_no_template_holds_what_the_policy_forbids():
    assert {place(path): found for path in templates() if (found := forbidden_in(path))} == {}


def test_python_makes_no_html():
    """But for two places: a catalogue's own words need no escaping, while what is put into them does; and our own stylesheets are no HTML."""
    makers = ("Markup", "render_template_string")
    paths = [path for path in python_files("webapp") if place(path) not in ("webapp/base/i18n.py", "webapp/web/styles.py")]
    found = [place(path, node.lineno) for path in paths for node in calls(path) if called(node).rsplit(".")[-1] in makers]
    assert not found, found


def test_a_button_that_only_a_script_shows_comes_with_that_script():
    texts = {place(path): path.read_text("utf-8") for path in templates()}
    assert [name for name, text in texts.items() if "data-print" in text and "js/print.js" not in text] == []


class Bare(HTMLParser):
    """The words of a template that stand outside gettext. A piece with no tag in it is a list of attributes."""

    SPOKEN = ("alt", "title", "placeholder", "aria-label", "content-label")

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
        text = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text, flags=re.DOTALL)
        self.feed(text if "<" in text else "")

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in self.SPOKEN:
                self.handle_data(value or "")

    def handle_data(self, data):
        words = " ".join(word for word in data.split() if not word.startswith("/"))
        for known in NOT_SENTENCES:
            words = words.replace(known, "")
        if re.search(r"[A-Za-z]{2}", re.sub(r"""[\w-]+=["'][^"']*["']""", "", words)):
            self.found.append(words.strip())


def said_without_gettext(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".txt":
        return [] if re.search(r"\{%-?\s*(trans|extends|include)|_\(", text) else [text]
    return Bare(text).found


def test_every_sentence_of_a_template_goes_through_gettext():
    spoken = [path for path in templates() if FOR_BUILDERS not in place(path)]
    assert {place(path): found for path in spoken if (found := said_without_gettext(path))} == {}


def test_gettext_is_given_whole_sentences():
    """An f-string, a sum or a .format() cannot be collected, so it would never be translated."""
    gettext, made = ("_", "lazy", "gettext", "ngettext", "lazy_gettext"), ("JoinedStr", "BinOp", "Call")
    spoken = [(path, node) for path in python_files("webapp") for node in calls(path) if called(node) in gettext and node.args]
    found = [place(path, node.lineno) for path, node in spoken if type(node.args[0]).__name__ in made]
    assert spoken, "no sentence was found: this guard has gone blind"
    assert not found, found
