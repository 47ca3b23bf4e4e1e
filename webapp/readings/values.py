"""Read one value as it came from a GP export or was typed, and show one as a person reads it.

The number and unit as sent are always kept. A value is never guessed: what is not certain is refused with a reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from webapp.content.catalogue import AltUnit, InputRange, Result
from webapp.readings.numbers import Written, decimal, tidy, written
from webapp.readings.parts import parts_of, smallest_parts
from webapp.readings.terms import said_by_words
from webapp.readings.units import known_somewhere, matched_unit, other_unit

SIGNS = {"<=": "≤", ">=": "≥"}


class Reason(StrEnum):
    """Why a value was refused. `disagrees`: the term says one thing, "MRC grade 3", and the value beside it another."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    NOT_AN_OPTION = "not_an_option"
    DISAGREES = "disagrees"
    NO_UNIT = "no_unit"
    UNKNOWN_UNIT = "unknown_unit"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` is in the entry's primary unit, a converted one rounded by its conversion; a coded result has `text` instead.

    Out of range still carries its value, so that rules can run. `odd` asks "Is this right?". `accept_first` marks a limit
    such as "<90" where a laboratory usually sends a number: a clinician accepts it before the person sees it.
    """

    ok: bool
    reason: Reason | None
    value: Decimal | None
    comparator: str | None
    text: str | None
    sent_value: str
    sent_unit: str
    odd: bool = False
    accept_first: bool = False


def read_value(entry: Result, text: str, unit: str | None, *, term: str | None = None) -> Reading:
    """Read `text` and `unit` as sent. `term` is the code term of the row: "Ex-smoker" alone carries its value."""
    sent = Reading(False, None, None, None, None, text, unit or "")
    by_term = said_by_words(entry, term or "")
    if not tidy(text):
        return worded(entry, sent, by_term) if by_term else replace(sent, reason=Reason.EMPTY)
    reading = worded(entry, sent, said_by_words(entry, text) or text)
    if by_term and reading.ok and worded(entry, sent, by_term) != reading:
        return replace(sent, reason=Reason.DISAGREES)
    return reading


def worded(entry: Result, sent: Reading, text: str) -> Reading:
    if not entry.coded:
        return measured(entry, sent, text, tidy(sent.sent_unit))
    known = text in entry.options
    return replace(sent, ok=known, text=text if known else None, reason=None if known else Reason.NOT_AN_OPTION)


def read_parts(entry: Result, unit: str, boxes: Sequence[str]) -> Reading:
    """Read a unit typed in several boxes, largest first: stones and pounds, feet and inches. An empty later box is 0."""
    numbers = [decimal(tidy(box)) if tidy(box) else Decimal(0) for box in boxes]
    sent = Reading(False, None, None, None, None, " ".join(box.strip() for box in boxes), unit)
    other = other_unit(entry, unit)
    if other is None:
        return replace(sent, reason=Reason.UNKNOWN_UNIT)
    if not any(tidy(box) for box in boxes):
        return replace(sent, reason=Reason.EMPTY)
    return from_parts(entry, sent, other, [n for n in numbers if n is not None] if None not in numbers else [])


def measured(entry: Result, sent: Reading, text: str, unit: str) -> Reading:
    if other := other_unit(entry, matched_unit(entry, unit) if unit else None):
        if other.parts:
            return from_parts(entry, sent, other, parts_of(other, text))
    elif typed := next((o for o in entry.alt_units if o.parts and not unit and parts_of(o, text, spelt=True)), None):
        return from_parts(entry, sent, typed, parts_of(typed, text, spelt=True))
    found = written(text)
    if found is None or (entry.value_type == "count" and found.number % 1):
        return replace(sent, reason=Reason.NOT_A_NUMBER)
    return in_unit(entry, sent, found, unit)


def in_unit(entry: Result, sent: Reading, found: Written, unit: str) -> Reading:
    spelt = [word for word in (unit, found.rest) if word]
    units = {matched_unit(entry, word) for word in spelt}
    if not spelt and not entry.unitless:
        return replace(sent, reason=Reason.NO_UNIT)
    if found.rest and not matched_unit(entry, found.rest) and not known_somewhere(found.rest):
        return replace(sent, reason=Reason.NOT_A_NUMBER)
    if None in units or len(units) > 1:
        return replace(sent, reason=Reason.UNKNOWN_UNIT)
    other = other_unit(entry, units.pop() if units else None)
    return in_range(entry, sent, found.number, found.comparator, other)


def from_parts(entry: Result, sent: Reading, other: AltUnit, numbers: Sequence[Decimal]) -> Reading:
    if not numbers:
        return replace(sent, reason=Reason.NOT_A_NUMBER)
    total = smallest_parts(other, numbers)
    if total is None:
        return replace(sent, reason=Reason.NOT_A_NUMBER)
    value = other.to_primary(total)
    return ranged(entry, replace(sent, value=value), inside=other.hard_min <= total / other.parts[0].size <= other.hard_max)


def in_range(entry: Result, sent: Reading, number: Decimal, comparator: str | None, other: AltUnit | None) -> Reading:
    value = other.to_primary(number) if other else number
    inside = other is None or other.hard_min <= number <= other.hard_max
    unusual = comparator is not None and not entry.allow_comparator
    return ranged(entry, replace(sent, value=value, comparator=comparator, accept_first=unusual), inside=inside)


def ranged(entry: Result, reading: Reading, *, inside: bool) -> Reading:
    limits, value = entry.input_range, reading.value
    if limits is None or value is None:
        return replace(reading, ok=True)
    if not inside or not limits.hard_min <= value <= limits.hard_max:
        return replace(reading, reason=Reason.OUT_OF_RANGE)
    return replace(reading, ok=True, odd=is_odd(entry, limits, value))


def is_odd(entry: Result, limits: InputRange, value: Decimal) -> bool:
    """Between the soft and the hard limits, or a part of a point where the score has only whole ones."""
    part_of_a_point = entry.value_type == "score" and entry.decimals == 0 and value % 1 != 0
    return part_of_a_point or not limits.soft_min <= value <= limits.soft_max


def shown(entry: Result, value: Decimal, comparator: str | None = None) -> str:
    """The value with the result's decimals, halves away from zero, and its limit sign: "≤0.5"."""
    rounded = value.quantize(Decimal(1).scaleb(-entry.decimals), ROUND_HALF_UP)
    return f"{SIGNS.get(comparator or '', comparator or '')}{rounded + 0:f}"
