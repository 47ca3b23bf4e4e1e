"""The three-valued rule language of results.json, meta.rule_language: true, false or unknown (None). Data only: no code is ever run.

An operator is true when it holds for every value its operands may have, false when it holds for none, otherwise unknown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from webapp.verdicts.possible import ANY_NUMBER, MISSING, Exactly, Interval, Missing, NoPrevious, Possible, possible

Tree = Mapping[str, Any]
Verdict = bool | None
COMPARES_WITH_PREVIOUS = {"change_gt", "change_gte", "pct_change_gt", "pct_change_gte"}


@dataclass(frozen=True, slots=True)
class Operands:
    """What each operand may be. `previous_range` is what a missing previous value may be in a change: hard_min to hard_max."""

    names: Mapping[str, Possible] = field(default_factory=dict)
    fact: Callable[[str], Possible] = lambda code: MISSING
    answers: Mapping[str, Possible] = field(default_factory=dict)
    subscales: Mapping[str, Possible] = field(default_factory=dict)
    previous_range: Interval = ANY_NUMBER

    def named(self, place: "Place") -> Possible:
        kind, code = place
        if kind == "fact":
            return self.fact(code)
        return {"name": self.names, "answer": self.answers, "subscale": self.subscales}[kind].get(code, MISSING)


Place = tuple[str, str]


def verdict(tree: Tree, operands: Operands) -> Verdict:
    """True, False or None for unknown. `tree` has passed `check_predicate`."""
    ((operator, takes),) = tree.items()
    if operator == "not":
        inner = verdict(takes, operands)
        return None if inner is None else not inner
    if operator == "all":
        return every(verdict(part, operands) for part in takes)
    if operator == "any":
        return some(verdict(part, operands) for part in takes)
    return leaf(operator, takes, operands)


def every(verdicts: Any) -> Verdict:
    found = list(verdicts)
    return False if False in found else None if None in found else True


def some(verdicts: Any) -> Verdict:
    found = list(verdicts)
    return True if True in found else None if None in found else False


def leaf(operator: str, takes: list[Any], operands: Operands) -> Verdict:
    if operator in COMPARES_WITH_PREVIOUS:
        return change(operator, takes[0], Decimal(takes[1]), operands)
    place, rest = split(takes)
    operand = operands.named(place)
    if isinstance(operand, NoPrevious):
        return False
    if operator == "in":
        return some(same(operand, option) for option in rest[0])
    if operator == "is":
        return same(operand, rest[0])
    limits = [limit(number, operands) for number in rest]
    if operator == "between":
        return every([compared("gte", operand, limits[0]), compared("lte", operand, limits[1])])
    return compared(operator, operand, limits[0])


def split(takes: list[Any]) -> tuple[Place, list[Any]]:
    """The operand, one list place or two, and what follows it."""
    if takes[0] in ("fact", "answer", "subscale"):
        return (takes[0], takes[1]), takes[2:]
    return ("name", takes[0]), takes[1:]


def limit(number: Any, operands: Operands) -> Possible:
    return operands.fact(number["fact"]) if isinstance(number, Mapping) else literal(number)


@lru_cache(maxsize=1024, typed=True)
def literal(written: Any) -> Possible:
    return possible(written)


def same(operand: Possible, written: Any) -> Verdict:
    if isinstance(operand, Missing):
        return None
    wanted = literal(written)
    if isinstance(operand, Interval) and isinstance(wanted, Interval):
        if not operand.holds(wanted.low):
            return False
        return True if operand.point else None
    return type(operand) is type(wanted) and type(getattr(operand, "value", None)) is type(getattr(wanted, "value", None)) and operand == wanted


def compared(operator: str, operand: Possible, bound: Possible) -> Verdict:
    """lt, lte, gt or gte. A word, such as "none", is on neither side of any number."""
    if any(isinstance(side, Exactly | NoPrevious) for side in (operand, bound)):
        return False
    if isinstance(operand, Interval) and isinstance(bound, Interval):
        return beyond_zero(operand - bound if operator.startswith("g") else bound - operand, or_equal=operator.endswith("e"))
    return None


def beyond_zero(difference: Interval, *, or_equal: bool) -> Verdict:
    """Is every number of the interval above zero (or zero), or none of them?"""
    if difference.low > 0 or (difference.low == 0 and (or_equal or not difference.low_closed)):
        return True
    if difference.high < 0 or (difference.high == 0 and not (or_equal and difference.high_closed)):
        return False
    return None


def change(operator: str, direction: str, amount: Decimal, operands: Operands) -> Verdict:
    value, previous = (operands.named(("name", name)) for name in ("value", "previous_value"))
    if any(isinstance(side, Exactly | NoPrevious) for side in (value, previous)):
        return False
    now = value if isinstance(value, Interval) else ANY_NUMBER
    before = previous if isinstance(previous, Interval) else operands.previous_range
    if operator.startswith("pct"):
        return percent_change(operator, direction, amount, now, before)
    return beyond_zero(minus(moved(now, before, direction), amount), or_equal=operator.endswith("e"))


def moved(now: Interval, before: Interval, direction: str) -> Interval:
    return now - before if direction == "up" else before - now


def minus(interval: Interval, amount: Decimal) -> Interval:
    return interval - Interval(amount, amount)


def percent_change(operator: str, direction: str, percent: Decimal, now: Interval, before: Interval) -> Verdict:
    """Exact by keeping the previous value on one side: up means now > before x (1 + percent / 100)."""
    if before.holds(Decimal(0)):
        return None
    share = percent / 100 if before.high > 0 else -percent / 100
    factor = 1 + share if direction == "up" else 1 - share
    return beyond_zero(moved(now, before.times(factor), direction), or_equal=operator.endswith("e"))


def undecided(tree: Tree, operands: Operands) -> list[Place]:
    """Each operand that keeps the tree unknown, once, in reading order; empty when the verdict is known."""
    if verdict(tree, operands) is not None:
        return []
    ((operator, takes),) = tree.items()
    if operator in ("all", "any", "not"):
        parts = [takes] if operator == "not" else takes
        return list(dict.fromkeys(place for part in parts for place in undecided(part, operands)))
    return [place for place in places(tree) if unsettled(operands.named(place))]


def unsettled(operand: Possible) -> bool:
    return isinstance(operand, Missing) or (isinstance(operand, Interval) and not operand.point)


def places(tree: Tree) -> list[Place]:
    """Every operand the tree reads, once, in reading order."""
    ((operator, takes),) = tree.items()
    if operator in ("all", "any", "not"):
        parts = [takes] if operator == "not" else takes
        return list(dict.fromkeys(place for part in parts for place in places(part)))
    if operator in COMPARES_WITH_PREVIOUS:
        return [("name", "value"), ("name", "previous_value")]
    place, rest = split(takes)
    return [place, *(("fact", number["fact"]) for number in rest if isinstance(number, Mapping))]


def value_part(tree: Tree) -> Tree | None:
    """The parts of the tree that read nothing but the value, or None when there are none."""
    ((operator, takes),) = tree.items()
    if operator not in ("all", "any", "not"):
        return tree if places(tree) == [("name", "value")] else None
    if operator == "not":
        inner = value_part(takes)
        return None if inner is None else {"not": inner}
    kept = [part for part in map(value_part, takes) if part is not None]
    return {operator: kept} if kept else None
