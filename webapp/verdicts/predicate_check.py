"""Is a predicate well formed? Asked when a catalogue is loaded, so that a slip in a file stops the app and not a patient's rule."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

NAMES = frozenset({"value", "unit", "comparator", "previous_value", "days_since_previous", "age", "sex", "pregnant"})
NUMBERS_TAKEN = {"lt": 1, "lte": 1, "gt": 1, "gte": 1, "between": 2}
CHANGES = frozenset({"change_gt", "change_gte", "pct_change_gt", "pct_change_gte"})


class PredicateError(ValueError):
    """The predicate is malformed; the message says where and why."""


def check_predicate(tree: Any, *, knows_fact: Callable[[str], bool] = lambda code: True, path: str = "predicate") -> None:
    """Raise PredicateError unless `tree` is in the rule language and every fact it reads is known."""
    if not isinstance(tree, Mapping) or len(tree) != 1:
        raise PredicateError(f"{path}: one operator is needed, not {tree!r}")
    ((operator, takes),) = tree.items()
    here = f"{path}.{operator}"
    if operator == "not":
        check_predicate(takes, knows_fact=knows_fact, path=here)
    elif operator in ("all", "any"):
        check_parts(takes, knows_fact, here)
    elif operator in CHANGES:
        check_change(takes, here)
    else:
        check_leaf(operator, takes, knows_fact, here)


def check_parts(takes: Any, knows_fact: Callable[[str], bool], here: str) -> None:
    if not isinstance(takes, list) or not takes:
        raise PredicateError(f"{here}: a list of predicates is needed")
    for place, part in enumerate(takes):
        check_predicate(part, knows_fact=knows_fact, path=f"{here}[{place}]")


def check_change(takes: Any, here: str) -> None:
    if not isinstance(takes, list) or len(takes) != 2 or takes[0] not in ("up", "down") or not is_number(takes[1]) or takes[1] < 0:
        raise PredicateError(f'{here}: ["up" or "down", amount] is needed, not {takes!r}')


def check_leaf(operator: str, takes: Any, knows_fact: Callable[[str], bool], here: str) -> None:
    if operator not in {*NUMBERS_TAKEN, "is", "in"}:
        raise PredicateError(f"{here}: there is no such operator")
    rest = after_operand(takes, knows_fact, here)
    if operator == "is":
        fits = len(rest) == 1 and is_literal(rest[0])
    elif operator == "in":
        fits = len(rest) == 1 and isinstance(rest[0], list) and bool(rest[0]) and all(map(is_literal, rest[0]))
    else:
        fits = len(rest) == NUMBERS_TAKEN[operator] and all(is_limit(number, operator, knows_fact) for number in rest)
    if not fits:
        raise PredicateError(f"{here}: {rest!r} cannot follow the operand")


def after_operand(takes: Any, knows_fact: Callable[[str], bool], here: str) -> list[Any]:
    if not isinstance(takes, list) or not takes or not isinstance(takes[0], str):
        raise PredicateError(f"{here}: an operand is needed, not {takes!r}")
    if takes[0] not in ("fact", "answer", "subscale"):
        if takes[0] not in NAMES:
            raise PredicateError(f"{here}: there is no name {takes[0]!r}")
        return takes[1:]
    if len(takes) < 2 or not isinstance(takes[1], str) or (takes[0] == "fact" and not knows_fact(takes[1])):
        raise PredicateError(f"{here}: there is no {takes[0]} {takes[1:2]!r}")
    return takes[2:]


def is_limit(number: Any, operator: str, knows_fact: Callable[[str], bool]) -> bool:
    if isinstance(number, Mapping):
        return operator != "between" and set(number) == {"fact"} and isinstance(number["fact"], str) and knows_fact(number["fact"])
    return is_number(number)


def is_number(thing: Any) -> bool:
    return isinstance(thing, int | Decimal) and not isinstance(thing, bool)


def is_literal(thing: Any) -> bool:
    return isinstance(thing, bool | str) or is_number(thing)
