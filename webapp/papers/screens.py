"""What the typing screen shows of one stop: each line as the paper has it, what was typed, and what the screen says that is newer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from webapp.base.i18n import _
from webapp.content.catalogue import results
from webapp.content.prompt import Instrument
from webapp.packs.sheets import label_of
from webapp.papers.codes import About, Key, Kind, Line
from webapp.papers.layout import boxes, fillers, options_in_words
from webapp.papers.models import Print, Typed
from webapp.papers.queries import standing_typed
from webapp.papers.rules import Stop
from webapp.preparation.models import Pack
from webapp.preparation.queries import OWN, Everything, Kept, written_in
from webapp.preparation.rules import RESULT_BOX
from webapp.questionnaires.asking import asking


@dataclass(frozen=True)
class Shown:
    """`typed` is what was typed of this paper; `on_screen` what the person wrote themselves, with its time; `is_newer`: since the print."""

    line: Line
    label: str
    typed: str = ""
    said: str = ""
    on_screen: str = ""
    at: datetime | None = None
    is_newer: bool = False
    options: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Screen:
    """One print as it is typed in. `may_mood`: whoever types may read answers about mood."""

    printed: Print
    key: Key
    typed: dict[str, Typed]
    written: Everything
    instruments: Sequence[Instrument]
    may_mood: bool

    def shown(self, stop: Stop) -> list[Shown]:
        return [self.show(line) for line in stop.lines]

    def show(self, line: Line) -> Shown:
        typed, kept = self.typed.get(line.code), self.on_screen(line)
        said = (typed.said or "") if typed else ""
        options = lettered(self.choices(line))
        words = next((label for (letter, label), value in zip(options, line.options, strict=True) if value == said), said)
        newer = kept is not None and kept.at > self.printed.made_at
        told = {"on_screen": (kept.words or _("chosen")) if kept else "", "at": kept.at if kept else None, "is_newer": newer}
        return Shown(line, self.label(line), said, words, options=options, **told)

    def on_screen(self, line: Line) -> Kept | None:
        """What the person chose or wrote here themselves."""
        rows = {About.PROMPT: self.written.items, About.BOX: [*self.written.notes, *self.written.items]}.get(line.about, [])
        return next((row for row in reversed(rows) if row.key == line.key and row.channel == OWN), None)

    def label(self, line: Line) -> str:
        if line.about is About.PROMPT:
            return label_of(line.key)
        if line.about is About.BOX:
            return box_label(line.key)
        if line.about is About.QUESTION:
            return self.question_label(line)
        return str({About.FILLER: _("Who is filling this in?"), About.WITH: _("Who helped"), About.ASK: wish(line.key)}.get(line.about, ""))

    def instrument_of(self, line: Line) -> Instrument:
        return next(one for one in self.instruments if one.id == line.key.partition("/")[0])

    def question_label(self, line: Line) -> str:
        instrument = self.instrument_of(line)
        question = next(one for one in instrument.questions if one.id == line.key.partition("/")[2])
        return asking(instrument, question, {}).text

    def choices(self, line: Line) -> list[tuple[str, str]]:
        if line.about is About.FILLER:
            return fillers()
        if line.about is not About.QUESTION:
            return []
        instrument = self.instrument_of(line)
        question = next(one for one in instrument.questions if one.id == line.key.partition("/")[2])
        said = dict(options_in_words(instrument, question))
        return [(value, said.get(value, value)) for value in line.options]

    def may_see(self, line: Line) -> bool:
        """A question of a form that is gone is not asked."""
        if line.about is not About.QUESTION:
            return True
        return self.may_mood and any(one.id == line.key.partition("/")[0] for one in self.instruments)

    def firsts(self) -> list[str]:
        ranked = sorted((item for item in self.written.items if item.rank), key=lambda item: item.rank or 0)
        return [label_of(item.key) for item in ranked]

    def done(self, stop: Stop) -> int:
        """How many of its lines were typed."""
        codes = [f"first:{code}" for code in self.key.by_code] if stop.kind is Kind.FIRST else [line.code for line in stop.lines]
        return sum(bool(self.typed[code].said) for code in codes if code in self.typed)


def screen_of(session: Session, *, printed: Print, pack: Pack | None, instruments: Sequence[Instrument], may_mood: bool) -> Screen:
    typed = {one.code: one for one in standing_typed(session, printed.id)}
    written = written_in(session, [pack.id]).get(pack.id, Everything()) if pack else Everything()
    return Screen(printed, Key.opened(printed.key or ""), typed, written, instruments, may_mood)


def lettered(options: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("abcdefghijklmnopqrstuvwxyz"[place], label) for place, (_value, label) in enumerate(options)]


def box_label(box: str) -> str:
    if not box.startswith(RESULT_BOX):
        return dict(boxes()).get(box, box)
    code = box.removeprefix(RESULT_BOX)
    return _("Note on: %(what)s", what=_(results()[code].label) if code in results() else _("Blood pressure"))


def wish(key: str) -> str:
    return _("Wants help") if key == "help" else _("Wants a later day")
