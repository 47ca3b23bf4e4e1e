"""Above every box for free words that a person or a carer meets stands that it is not for emergencies."""

import re

from tests.guards.source import ROOT, place, templates

FOLDER = ROOT / "webapp" / "templates"
BOX = re.compile(r"<textarea|\bwords_field\(|\bwords_of\(|\bwords_box\(")
SAFE = re.compile(r"safety_note\(|plan_note\(|packs/_safety\.html|questionnaires/_safety_line\.html|This is not for emergencies")
NAMED = re.compile(r"""\{%-?\s*(?:include|from|extends)\s+["']([^"']+)["']""")
# What the person's own words are copied from, not a box to write in.
COMPONENTS = "base/"


def text_of(name: str) -> str:
    return re.sub(r"\{#.*?#\}", "", (FOLDER / name).read_text("utf-8"), flags=re.DOTALL)


def whole(name: str, met: frozenset[str] = frozenset()) -> str:
    """A template with all it includes, in the order in which they are named; shared components left out."""
    text = text_of(name)
    inner = [one for one in NAMED.findall(text) if not one.startswith(COMPONENTS) and one not in met and (FOLDER / one).exists()]
    return text + "".join(whole(one, met | {name, one}) for one in inner)


def for_people() -> list[str]:
    found = [place(path).removeprefix("webapp/templates/") for path in templates() if path.suffix == ".html"]
    return [name for name in found if re.search(r"""extends\s+["']base/(page|bare)\.html["']""", text_of(name)) and "gallery" not in name]


def is_without_a_note(name: str) -> bool:
    text = whole(name)
    return bool(BOX.search(text)) and not SAFE.search(text)


def test_every_page_with_a_box_for_free_words_says_that_it_is_not_for_emergencies():
    """Where one does not: put a safety note above the box."""
    assert [name for name in for_people() if is_without_a_note(name)] == []


def test_the_guard_sees_the_boxes_there_are():
    found = {name for name in for_people() if BOX.search(whole(name))}
    assert {"packs/pack.html", "booklets/goal.html", "booklets/about.html", "together/suggestion.html", "questionnaires/form_question.html"} <= found
