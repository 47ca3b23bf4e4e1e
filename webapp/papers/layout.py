"""What stands on a print, in its order: the parts, each line with its code, and what was chosen and written before it was printed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

from webapp.base.i18n import _
from webapp.content.prompt import Instrument, Question
from webapp.content.prompt import Kind as Asks
from webapp.instruments.words import OURS, name_of, notices_of
from webapp.packs.cards import Card
from webapp.packs.sheets import Sheet
from webapp.papers.codes import MOST_CHOICES, About, Key, Kind, Line
from webapp.preparation.models import Filler
from webapp.preparation.rules import MOST_FIRST, RESULT_BOX, SOMETHING_ELSE, for_clinicians_only
from webapp.questionnaires.asking import asking
from webapp.questionnaires.rules import is_read


@dataclass(frozen=True)
class Asked:
    """One line as it is printed. `words` stood in it before; `chosen` is the letter of a choice or `x` for a tick."""

    line: Line
    label: str
    picture: str = ""
    chosen: str = ""
    words: Sequence[str] = ()
    options: Sequence[tuple[str, str]] = ()
    card: Card | None = None


@dataclass
class Part:
    letter: str
    title: str
    asked: list[Asked] = field(default_factory=list)
    instrument: Instrument | None = None
    stem: str = ""
    is_read: bool = False
    not_done: Sequence[str] = ()

    @property
    def notices(self) -> list[str]:
        return notices_of(self.instrument) if self.instrument else []

    @property
    def tag(self) -> str | None:
        """The language of a wording that its owner keeps as it is; None when it is put into the reader's."""
        return self.instrument.language if self.instrument and self.instrument.id not in OURS else None

    @property
    def kind(self) -> str:
        """Its lines' way of answering; `results` where each stands under a result."""
        return "results" if self.asked[0].card else self.asked[-1].line.kind.value

    def add(self, kind: Kind, about: About, key: str, label: str, *, options: Sequence[tuple[str, str]] = (), **said) -> None:
        line = Line(f"{self.letter}{len(self.asked) + 1}", kind, about, key, tuple(value for value, _label in options))
        lettered = [(ascii_lowercase[place], words) for place, (_value, words) in enumerate(options)]
        self.asked.append(Asked(line, label, options=lettered, **said))


class Parts(list[Part]):
    def begun(self, title: str, instrument: Instrument | None = None) -> Part:
        self.append(Part(ascii_uppercase[len(self)], title, instrument=instrument))
        return self[-1]


def parts_of(sheet: Sheet, instruments: Sequence[Instrument], *, hidden: Collection[str] = ()) -> Parts:
    """`hidden` are prompts that whoever prints may not see."""
    parts = Parts()
    who_fills_in(parts, sheet)
    notes(parts, sheet)
    talk_about(parts, sheet, hidden)
    own_words(parts, sheet)
    wishes(parts)
    for instrument in instruments:
        questions(parts, instrument)
    return parts


def key_of(parts: Parts, sheet: Sheet) -> Key:
    lines = tuple(asked.line for part in parts for asked in part.asked)
    shown = {line.key for line in lines if line.about is About.PROMPT}
    return Key(lines, tuple(sorted(shown & sheet.chosen)))


def fillers() -> list[tuple[str, str]]:
    return [(Filler.ME, _("Me")), (Filler.WITH_ME, _("Someone with me")), (Filler.FOR_ME, _("Someone for me"))]


def who_fills_in(parts: Parts, sheet: Sheet) -> None:
    part = parts.begun(_("Who is filling this in?"))
    options = fillers()
    chosen = next((ascii_lowercase[place] for place, (value, _label) in enumerate(options) if value == sheet.filler), "")
    part.add(Kind.CHOICE, About.FILLER, "", _("Tick one."), options=options, chosen=chosen)
    part.add(Kind.WORDS, About.WITH, "", _("If someone helps you: their name, and who they are to you"))


def notes(parts: Parts, sheet: Sheet) -> None:
    if sheet.cards:
        part = parts.begun(_("Your results"))
        for card in sheet.cards:
            said = {"picture": card.picture, "words": standing(sheet, RESULT_BOX + card.code), "card": card}
            part.add(Kind.WORDS, About.BOX, RESULT_BOX + card.code, card.name, **said)
        part.not_done = sheet.not_done


def talk_about(parts: Parts, sheet: Sheet, hidden: Collection[str]) -> None:
    part = parts.begun(_("What do you want to talk about?"))
    for prompt, label, picture in sheet.tiles:
        if prompt not in hidden and is_on_paper(sheet, prompt):
            part.add(Kind.TICK, About.PROMPT, prompt, label, picture=picture, chosen="x" if prompt in sheet.chosen else "")
    first = parts.begun(_("What comes first?"))
    ranked = [choice for choice in sheet.choices if choice.rank and choice.picture not in hidden]
    for place in range(MOST_FIRST):
        label = (_("First"), _("Second"), _("Third"))[place]
        first.add(Kind.FIRST, About.FIRST, str(place + 1), label, words=[ranked[place].label] if place < len(ranked) else ())


def is_on_paper(sheet: Sheet, prompt: str) -> bool:
    """A private one only when the person ticked it."""
    return prompt not in sheet.private or prompt in sheet.chosen


def for_clinicians(sheet: Sheet) -> set[str]:
    return {prompt for prompt in sheet.offered if for_clinicians_only(prompt)}


def boxes() -> list[tuple[str, str]]:
    return [
        (SOMETHING_ELSE, _("Something else to talk about")),
        ("ask", _("Anything you want to ask or tell us?")),
        ("going_well", _("What is going well?")),
        ("hard", _("What is hard?")),
        ("new", _("What is new since last time?")),
    ]


def own_words(parts: Parts, sheet: Sheet) -> None:
    part = parts.begun(_("In your own words"))
    for box, label in boxes():
        part.add(Kind.WORDS, About.BOX, box, label, words=standing(sheet, box))


def standing(sheet: Sheet, name: str) -> list[str]:
    box = sheet.box(name)
    return [*([box.value] if box.value else []), *box.beside, *box.paper]


def wishes(parts: Parts) -> None:
    part = parts.begun(_("Is this hard to do?"))
    part.add(Kind.TICK, About.ASK, "help", _("I want help with this"), picture="help")
    part.add(Kind.TICK, About.ASK, "time", _("I need more time"), picture="clock")


def fits_on_paper(instrument: Instrument) -> bool:
    """Each of its questions is one choice of some, and none hangs on another: what a pen can do, and one letter can say."""
    return all(
        question.kind in (Asks.CHOICE, Asks.YES_NO)
        and not (question.repeats or question.other or question.shown_when or question.skip_if or question.show_when)
        and len(instrument.options_of(question)) <= len(ascii_lowercase)
        for question in instrument.questions
    )


def questions(parts: Parts, instrument: Instrument) -> None:
    """Nothing answered before is ever printed here. What no longer has a letter of its own is asked on the screen only."""
    pages = range(0, len(instrument.questions), MOST_CHOICES)
    if not fits_on_paper(instrument) or len(parts) + len(pages) > len(ascii_uppercase):
        return
    for start in pages:
        part = parts.begun(str(name_of(instrument)), instrument)
        part.is_read = is_read(instrument)
        for question in instrument.questions[start : start + MOST_CHOICES]:
            asked = asking(instrument, question, {})
            part.stem = asked.stem
            part.add(Kind.CHOICE, About.QUESTION, f"{instrument.id}/{question.id}", asked.text, options=options_in_words(instrument, question))


def options_in_words(instrument: Instrument, question: Question) -> list[tuple[str, str]]:
    if question.kind is Asks.YES_NO:
        return [("true", _("Yes")), ("false", _("No"))]
    return list(asking(instrument, question, {}).options)
