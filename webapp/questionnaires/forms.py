"""Read what was posted by the mood pages and by whoever closes a reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.base.i18n import _
from webapp.content.prompt import Instrument
from webapp.questionnaires.rules import SKIPPED, is_an_answer

OUTCOMES = ("read", "phoned", "seen", "handed_on")
LONGEST = 2000


@dataclass
class AnswerForm:
    words: str | None
    who: str | None
    errors: dict[str, str] = field(default_factory=dict)


def answer_posted(form: Mapping[str, str], instrument: Instrument) -> AnswerForm:
    words = SKIPPED if form.get("press") == "skip" else form.get("answer")
    found = AnswerForm(words if is_an_answer(instrument, words) else None, form.get("who"))
    if found.words is None:
        found.errors["answer"] = _("Choose an answer, or press Skip.")
    return found


@dataclass
class ClosingForm:
    outcome: str
    note: str
    errors: dict[str, str] = field(default_factory=dict)


def closing_posted(form: Mapping[str, str]) -> ClosingForm:
    found = ClosingForm(form.get("outcome", ""), form.get("note", "").strip())
    if found.outcome not in OUTCOMES:
        found.errors["outcome"] = _("Choose what you did.")
    if len(found.note) > LONGEST:
        found.errors["note"] = _("Your note is too long. Make it shorter.")
    return found
