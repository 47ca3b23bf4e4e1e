"""What a value may be: exactly one thing, any number between two bounds, or anything at all."""

from dataclasses import dataclass
from decimal import Decimal

ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """Every number from low to high; an end that is not closed is left out. One closed point is a known number."""

    low: Decimal
    high: Decimal
    low_closed: bool = True
    high_closed: bool = True

    def holds(self, number: Decimal) -> bool:
        above = number > self.low or (self.low_closed and number == self.low)
        return above and (number < self.high or (self.high_closed and number == self.high))

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low, self.low_closed and other.high_closed, self.high_closed and other.low_closed)

    def times(self, factor: Decimal) -> "Interval":
        if factor == 0:
            return Interval(Decimal(0), Decimal(0))
        if factor > 0:
            return Interval(self.low * factor, self.high * factor, self.low_closed, self.high_closed)
        return Interval(self.high * factor, self.low * factor, self.high_closed, self.low_closed)

    @property
    def point(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Exactly:
    """A known word or truth."""

    value: str | bool


@dataclass(frozen=True, slots=True)
class Missing:
    """Not known: it may be anything."""


@dataclass(frozen=True, slots=True)
class NoPrevious:
    """It is known that there is no earlier value: nothing can be compared with it."""


Possible = Interval | Exactly | Missing | NoPrevious
MISSING = Missing()
NO_PREVIOUS = NoPrevious()
ANY_NUMBER = Interval(-ENDLESS, ENDLESS, False, False)


def possible(value: object, comparator: str | None = None) -> Possible:
    """What a stored value may be; None is missing. Raises TypeError for anything a rule cannot read."""
    if value is None:
        return MISSING
    if isinstance(value, bool | str):
        return Exactly(str(value) if isinstance(value, str) else value)
    if not isinstance(value, int | Decimal):
        raise TypeError(f"a rule cannot read {value!r}: numbers are Decimal or int")
    return bounded(Decimal(value), comparator)


def bounded(number: Decimal, comparator: str | None) -> Interval:
    if comparator in ("<", "<="):
        return Interval(-ENDLESS, number, False, comparator == "<=")
    if comparator in (">", ">="):
        return Interval(number, ENDLESS, comparator == ">=", False)
    if not comparator:
        return Interval(number, number)
    raise ValueError(f"{comparator!r} is no comparator")
