"""A released result as a card: plain label, value, unit in words, what it means. No line without the person's own agreed target."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from flask_babel import get_locale

from webapp.base.i18n import _, day_in_words, lazy
from webapp.content.catalogue import Result as Entry
from webapp.results.queries import ReleasedLine

TOP, BOTTOM = "bp_systolic", "bp_diastolic"
# Units that are symbols, in words. A unit that is words already (`out of 6`) goes through gettext as it stands.
UNIT_WORDS = {
    "%": lazy("out of 100"),
    "L/min": lazy("litres a minute"),
    "cm": lazy("centimetres"),
    "g/L": lazy("grams in a litre"),
    "kg": lazy("kilograms"),
    "kg/m2": lazy("kilograms for each square metre"),
    "mL/min/1.73m2": lazy("millilitres a minute"),
    "mU/L": lazy("units in a litre"),
    "mg/L": lazy("milligrams in a litre"),
    "mg/mmol": lazy("milligrams for each millimole"),
    "mmHg": lazy("millimetres of mercury"),
    "mmol/L": lazy("millimoles in a litre"),
    "mmol/mol": lazy("millimoles for each mole"),
    "ng/L": lazy("nanograms in a litre"),
    "nmol/L": lazy("nanomoles in a litre"),
    "pmol/L": lazy("picomoles in a litre"),
    "ppb": lazy("parts in a billion"),
    "ratio": "",
    "score": "",
    "T-score": "",
    "ug/L": lazy("micrograms in a litre"),
    "umol/L": lazy("micromoles in a litre"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What a number line draws; `of` says which number when there are two. Ends are None when open."""

    now: Decimal
    now_words: str
    last: Decimal | None
    last_words: str | None
    low: Decimal | None
    high: Decimal | None
    aim_words: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """`code` names the note box beside it. `to_agree`: a target makes sense here and none was agreed yet."""

    code: str
    name: str
    picture: str
    value: str
    unit: str
    when: str
    last: str | None
    before: str | None
    meaning: tuple[str, ...]
    lines: tuple[Line, ...]
    to_agree: bool
    comments: tuple[tuple[str, str | None], ...]


def cards(released: Sequence[ReleasedLine]) -> list[Card]:
    """The two blood pressure numbers taken on one day are one card."""
    by_code = {line.code: line for line in released}
    top, bottom = by_code.get(TOP), by_code.get(BOTTOM)
    pair = top and bottom and top.taken_on == bottom.taken_on
    made = []
    for line in released:
        if pair and line is top:
            made.append(pressure_card(top, bottom))
        elif not (pair and line is bottom):
            made.append(card(line))
    return made


def card(line: ReleasedLine) -> Card:
    return Card(
        code=line.code,
        name=_(line.entry.label),
        picture=line.entry.pictogram.name,
        value=_(line.shown) if line.value is None else line.shown,
        unit=unit_words(line.unit),
        when=day_in_words(line.taken_on, weekday=False),
        last=last_words(line.previous_shown, line),
        before=line.previous_shown,
        meaning=meaning(line.entry, line.ask),
        lines=number_lines(line),
        to_agree=to_agree(line),
        comments=comments(line),
    )


def pressure_card(top: ReleasedLine, bottom: ReleasedLine) -> Card:
    both_before = top.previous_shown and bottom.previous_shown and top.previous_on == bottom.previous_on
    before = over(top.previous_shown, bottom.previous_shown) if both_before else None
    return Card(
        code="bp",
        name=_("Blood pressure"),
        picture=top.entry.pictogram.name,
        value=over(top.shown, bottom.shown),
        unit="",
        when=day_in_words(top.taken_on, weekday=False),
        last=last_words(before, top),
        before=before,
        meaning=meaning(top.entry, top.ask or bottom.ask),
        lines=number_lines(top, _("Top number")) + number_lines(bottom, _("Bottom number")),
        to_agree=not (top.has_target or bottom.has_target),
        comments=tuple(dict.fromkeys(comments(top) + comments(bottom))),
    )


def over(top: str | None, bottom: str | None) -> str:
    return _("%(top)s over %(bottom)s", top=top, bottom=bottom)


def last_words(shown: str | None, line: ReleasedLine) -> str | None:
    return _("%(value)s, on %(day)s", value=_(shown), day=day_in_words(line.previous_on, weekday=False)) if shown and line.previous_on else None


def number_lines(line: ReleasedLine, of: str | None = None) -> tuple[Line, ...]:
    if line.value is None or not line.has_target:
        return ()
    last = last_words(line.previous_shown, line)
    return (Line(line.value, line.shown, line.previous_value if last else None, last, line.target_low, line.target_high, aim_words(line), of),)


def aim_words(line: ReleasedLine) -> str:
    low, high = plain_number(line.target_low), plain_number(line.target_high)
    if low is None:
        return _("%(high)s or less", high=high)
    if high is None:
        return _("%(low)s or more", low=low)
    return _("%(low)s to %(high)s", low=low, high=high)


def plain_number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def to_agree(line: ReleasedLine) -> bool:
    """A target makes sense for a number that can be aimed at, and none was agreed yet."""
    return line.value is not None and not line.has_target and bool(line.entry.targets) and line.entry.better not in ("none", "context")


def comments(line: ReleasedLine) -> tuple[tuple[str, str | None], ...]:
    return ((line.comment, line.comment_by),) if line.comment else ()


def unit_words(unit: str | None) -> str:
    if not unit:
        return ""
    return str(UNIT_WORDS[unit]) if unit in UNIT_WORDS else _(unit)


def meaning(entry: Entry, ask: str | None = None) -> tuple[str, ...]:
    """What the result means, a sentence a line. While its sign-off has expired: whom to ask."""
    if ask is not None:
        return _("Ask us what this means."), _("Phone your GP surgery: %(phone)s.", phone=ask)
    return sentences(str(get_locale()), entry.plain)


@cache
def sentences(locale: str, text: str) -> tuple[str, ...]:
    """The translated text, one sentence a line. Cached by language: `locale` is only its name."""
    return tuple(part.strip() for part in _(text).replace("? ", "?\n").replace(". ", ".\n").split("\n"))
