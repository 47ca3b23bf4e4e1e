"""One question as its page shows it: our own wording in the reader's language, any other as its owner wrote it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.base.i18n import _
from webapp.content.prompt import Instrument, Kind, Question
from webapp.fhir.items import MORE
from webapp.instruments.showing import each, leads_shown
from webapp.instruments.words import OURS
from webapp.questionnaires.typed import OTHER

MANY = 10


@dataclass(frozen=True)
class Asking:
    """`options`: value and words. `language` where the words may not be put into the reader's. `leads`: words above, and is each a heading."""

    id: str
    kind: Kind
    text: str
    stem: str
    options: Sequence[tuple[str, str]]
    units: Sequence[tuple[str, str]]
    leads: Sequence[tuple[str, bool]]
    language: str | None
    hint: str
    other: bool
    repeats: bool
    required: bool
    suggested: bool
    said: Mapping[str, object]

    @property
    def scale(self) -> bool:
        """So many numbers are laid side by side."""
        return len(self.options) >= MANY and all(value.isdecimal() for value, _words in self.options) and not (self.other or self.repeats)


def asking(instrument: Instrument, question: Question, answers: Mapping[str, str]) -> Asking:
    """`answers` are those this same hand gave before; what is not answered yet shows what the form's publisher put there."""
    before = answers.get(question.id)
    given = each(before, question) if before is not None else list(question.initial)
    return Asking(
        id=question.id,
        kind=question.kind,
        text=_("Is there another one to add?") if question.text == MORE else words_of(instrument, question.text),
        stem=words_of(instrument, instrument.stem) if question.scored else "",
        options=[(str(option.value), words_of(instrument, option.label)) for option in instrument.options_of(question)],
        units=[(f"u{number}", unit.display or unit.code) for number, unit in enumerate(question.units)],
        leads=[(lead.words, lead.heading) for lead in leads_shown(question, instrument, answers)],
        language=None if instrument.id in OURS else instrument.language,
        hint=question.hint,
        other=question.other,
        repeats=question.repeats,
        required=question.required,
        suggested=before is None and bool(question.initial),
        said=said_again(question, given),
    )


def words_of(instrument: Instrument, text: str) -> str:
    return _(text) if text and instrument.id in OURS else text


def said_again(question: Question, given: Sequence[str]) -> dict[str, object]:
    """What stands in the boxes, by their names."""
    kept = [one.strip() for one in given]
    if question.kind in (Kind.CHOICE, Kind.YES_NO):
        own = [one[len(OTHER) :] for one in kept if one.startswith(OTHER)]
        return {"answer": ["other" if one.startswith(OTHER) else one for one in kept], "answer-other": own[0] if own else ""}
    if question.repeats:
        return {"answer": "\n".join(one.partition(" ")[0] if question.units else spoken_day(question, one) for one in kept)}
    return typed_again(question, kept[0]) if kept else {}


def typed_again(question: Question, kept: str) -> dict[str, object]:
    if question.kind is Kind.QUANTITY:
        amount, _space, unit = kept.partition(" ")
        return {"answer": amount, "answer-unit": unit}
    if question.kind in (Kind.DAY, Kind.MOMENT):
        year, month, day = kept[:10].split("-")
        return {"answer-day": str(int(day)), "answer-month": str(int(month)), "answer-year": year, "answer-time": kept[11:16]}
    return {"answer": kept, "answer-time": kept}


def spoken_day(question: Question, kept: str) -> str:
    """A day in a box of several, as somebody would write it."""
    if question.kind not in (Kind.DAY, Kind.MOMENT):
        return kept
    return f"{int(kept[8:10])} {int(kept[5:7])} {kept[:4]}" + (f" {kept[11:16]}" if question.kind is Kind.MOMENT else "")
