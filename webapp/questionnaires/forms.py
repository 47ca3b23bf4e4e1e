"""Read what was posted by the mood pages, by the care check and by whoever closes a reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from webapp.base.i18n import _
from webapp.content.prompt import Instrument, Question
from webapp.questionnaires.care_rules import NOBODY, READERS, WHOM, WITH_NAME, WORDS
from webapp.questionnaires.rules import SKIPPED
from webapp.questionnaires.typed import Wrong, answer_in

OUTCOMES = ("read", "phoned", "seen", "handed_on")
LONGEST = 2000
NAMED, UNNAMED = "named", "unnamed"


@dataclass
class AnswerForm:
    """`words` is what to keep, None when something is wrong. `said`: the question's id and the answer."""

    words: str | None
    who: str | None
    errors: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)


def answer_posted(form: MultiDict, instrument: Instrument, question: Question) -> AnswerForm:
    found = AnswerForm(None, form.get("who"))
    try:
        found.words = answer_in(form, instrument, question)
        found.said = {question.id: found.words}
    except Wrong as why:
        found.errors["answer"] = str(why)
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


def start_posted(form: Mapping[str, str]) -> tuple[str, str, dict[str, str]]:
    """Who fills it in (may be empty), `named` or `unnamed`, and what is wrong."""
    who, way = form.get("who", ""), form.get("way", "")
    wrong = {} if way in (NAMED, UNNAMED) else {"way": _("Choose with your name, or without.")}
    return who if who in WHOM else "", way, wrong


@dataclass
class WordsForm:
    """The last page of the care check. `said` is what to keep: words that nobody may read are not kept of who gave no name."""

    words: str
    readers: str
    errors: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)


def words_posted(form: Mapping[str, str], readers: tuple[str, ...]) -> WordsForm:
    found = WordsForm(form.get("words", "").strip(), form.get("readers", ""))
    if form.get("press") == "skip" or not found.words:
        found.said = {WORDS: SKIPPED}
    elif len(found.words) > LONGEST:
        found.errors["words"] = _("Your words are too long. Make them shorter.")
    elif found.readers not in readers:
        found.errors["readers"] = _("Choose who may read your words.")
    elif found.readers == NOBODY and WITH_NAME not in readers:
        found.said = {WORDS: SKIPPED}
    else:
        found.said = {WORDS: found.words, READERS: found.readers}
    return found
