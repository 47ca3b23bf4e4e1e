"""Read what was posted from the pack and the letterbox. Nothing is cut off: what is too long comes back with its words."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import MultiDict

from webapp.base.i18n import _
from webapp.content.catalogue import prompts, results
from webapp.preparation.models import Filler
from webapp.preparation.rules import (
    BOXES,
    GOAL_RULERS,
    GOAL_WORDS,
    LONGEST,
    LONGEST_NAME,
    MOST_FIRST,
    RESULT_BOX,
    RULER_MARKS,
    SOMETHING_ELSE,
    Posted,
    Words,
    plain_words,
    too_long,
)


def field_name(box: str) -> str:
    """`result:hba1c` is posted as `words-result-hba1c`."""
    return "words-" + box.replace(RESULT_BOX, "result-", 1)


def every_box() -> tuple[str, ...]:
    return (*BOXES, SOMETHING_ELSE, *(RESULT_BOX + code for code in results()))


def posted(form: MultiDict, allowed: Collection[str] | None = None) -> Posted:
    """`allowed` are the prompts this page offers; None is all of them."""
    known = set(prompts()) if allowed is None else set(allowed)
    found = Posted(
        press=form.get("press", "save"),
        filler=one_of(Filler, form.get("filler")),
        helper=" ".join((form.get("helper") or "").split())[:LONGEST_NAME],
        chosen=frozenset(form.getlist("prompts")) & known,
        were=frozenset((form.get("prompts-seen") or "").split()) & known,
    )
    for box in every_box():
        read_box(found, form, box)
    return found


def read_box(found: Posted, form: MultiDict, box: str) -> None:
    name = field_name(box)
    if name not in form:
        return
    text = plain_words(form[name])
    found.boxes[box] = Words(text, as_id(form.get("seen" + name.removeprefix("words"))))
    if too_long(text):
        found.errors[name] = _("Your words are too long. Make them shorter. You can write up to %(most)s letters.", most=LONGEST)


def goal_posted(form: MultiDict) -> Posted:
    """The goal's own page: four boxes and two rulers. "I am not sure" and what is no mark of the ruler leave it empty."""
    found = Posted()
    for box in GOAL_WORDS:
        read_box(found, form, box)
    for box in GOAL_RULERS:
        said = form.get(field_name(box), "")
        found.boxes[box] = Words(said if said in RULER_MARKS else "", as_id(form.get(f"seen-{box}")))
    return found


def one_of(kind: type[Filler], text: str | None) -> Filler | None:
    return kind(text) if text in set(kind) else None


def as_id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


@dataclass
class First:
    chosen: tuple[UUID, ...]
    errors: dict[str, str]


def first_posted(form: MultiDict) -> First:
    """Up to three to talk about first, in the order they stand on the page."""
    found = tuple(filter(None, map(as_id, form.getlist("first"))))
    errors = {"first": _("Choose 3 or fewer. Take away a tick.")} if len(found) > MOST_FIRST else {}
    return First(found, errors)


def words_typed(form: MultiDict) -> list[str]:
    """Every text of the form, to show again when nothing could be saved."""
    return [text for name, text in form.items(multi=True) if name.startswith("words-") and text.strip()]
