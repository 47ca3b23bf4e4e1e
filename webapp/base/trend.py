"""One series of numbers over the years, as shapes on a drawing. Pure geometry: words come from whoever shows it.

Places are shares of the drawing's width (0 to 100) and pixels from its top, so that shapes and letters keep their size on any screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

HEIGHT, TOP, FOOT = 190, 42, 132
SIDE = 7
MOST_DRAWN = 12
APART = 16
SHAPES = {"<": "below", "<=": "below", ">": "above", ">=": "above"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a series. `shown` and `when` are how it reads ("58", "7 October 2026"); `bound` is "", "<", "<=", ">" or ">=":

    then `number` is only a limit.
    """

    on: date
    number: Decimal
    shown: str
    when: str
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value's place: `x` in percent, `y` in pixels. `shape` is now, earlier, below or above; `label` says what is written at it, or nothing."""

    value: Value
    x: float
    y: float
    shape: str
    label: str = ""

    @property
    def label_y(self) -> float:
        """Beside the mark, on the side that is free: over it, or under it for the lowest."""
        return self.y + (28 if self.y > (TOP + FOOT) / 2 and self.shape != "now" else -16)


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line between two marks; broken where one of them is only a limit."""

    before: Mark
    after: Mark

    @property
    def broken(self) -> bool:
        return bool(self.before.value.bound or self.after.value.bound)


@dataclass(frozen=True, slots=True)
class Trend:
    """`values` are all of them, newest first, for the table; `marks` those drawn, oldest first. `aim` is (top, height) in pixels or None."""

    values: tuple[Value, ...]
    marks: tuple[Mark, ...]
    aim: tuple[float, float] | None
    height: int = HEIGHT

    @property
    def strokes(self) -> list[Stroke]:
        return [Stroke(*pair) for pair in pairwise(self.marks)]

    @property
    def first(self) -> Value:
        return self.values[-1]

    @property
    def now(self) -> Value:
        return self.values[0]

    @property
    def lowest(self) -> Value:
        return min(self.values, key=lambda value: value.number)

    @property
    def highest(self) -> Value:
        return max(self.values, key=lambda value: value.number)

    @property
    def shapes(self) -> set[str]:
        return {mark.shape for mark in self.marks}

    @property
    def thinned(self) -> bool:
        """Fewer are drawn than there are: the last of each year."""
        return len(self.marks) < len(self.values)


def trend(values: Sequence[Value], aim_low: Decimal | None = None, aim_high: Decimal | None = None) -> Trend | None:
    """The drawing of a series in any order, or None with fewer than two values. `aim_low` and `aim_high` are the person's own agreed range."""
    in_order = sorted(values, key=lambda value: value.on)
    if len(in_order) < 2:
        return None
    drawn = thin(in_order)
    ends = [value.number for value in drawn] + [end for end in (aim_low, aim_high) if end is not None]
    low, high = min(ends), max(ends)
    marks = [Mark(value, across(value, drawn), down(value.number, low, high), shape(value, value is drawn[-1])) for value in drawn]
    return Trend(tuple(reversed(in_order)), tuple(with_labels(marks)), band(aim_low, aim_high, low, high))


def thin(in_order: Sequence[Value]) -> list[Value]:
    """All of them, or with too many for a small screen the last of each year, and never more than fit."""
    if len(in_order) <= MOST_DRAWN:
        return list(in_order)
    return list({value.on.year: value for value in in_order}.values())[-MOST_DRAWN:]


def shape(value: Value, is_now: bool) -> str:
    return SHAPES.get(value.bound, "now" if is_now else "earlier")


def across(value: Value, drawn: Sequence[Value]) -> float:
    days = (drawn[-1].on - drawn[0].on).days or 1
    return round(SIDE + (value.on - drawn[0].on).days / days * (100 - 2 * SIDE), 1)


def down(number: Decimal, low: Decimal, high: Decimal) -> float:
    """High numbers stand high. A series that never moves stands in the middle."""
    if low == high:
        return (TOP + FOOT) / 2
    return round(FOOT - float((number - low) / (high - low)) * (FOOT - TOP), 1)


def band(aim_low: Decimal | None, aim_high: Decimal | None, low: Decimal, high: Decimal) -> tuple[float, float] | None:
    """The person's own range as a band; an open end reaches the edge of the drawing."""
    if aim_low is None and aim_high is None:
        return None
    top = down(aim_high, low, high) if aim_high is not None else TOP - 18.0
    foot = down(aim_low, low, high) if aim_low is not None else FOOT + 18.0
    return top, round(max(foot - top, 4), 1)


def with_labels(marks: Sequence[Mark]) -> list[Mark]:
    """Words at the newest, the highest and the lowest mark, and at the first: each only where there is room."""
    wanted = [marks[-1], max(marks, key=lambda mark: mark.value.number), min(marks, key=lambda mark: mark.value.number), marks[0]]
    taken: list[Mark] = []
    for mark in wanted:
        if all(abs(mark.x - other.x) >= APART for other in taken):
            taken.append(mark)
    return [Mark(mark.value, mark.x, mark.y, mark.shape, mark.value.shown if mark in taken else "") for mark in marks]
