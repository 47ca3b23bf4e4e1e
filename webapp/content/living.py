"""How often a plan is looked at again, when a part of it is asked after, and the questions of a check-in: data, with its source."""

from dataclasses import dataclass
from functools import cache

from webapp.content.catalogue import catalogue_file


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands when nobody chose (`usual`), and what may be chosen. Months or weeks."""

    usual: int
    may_be: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a check-in, in English; and which of its answers lead to more help."""

    id: str
    text: str
    leads_to_help: frozenset[str]


@cache
def months(kind: str) -> Choice:
    """`kind` is still_true or review."""
    row = catalogue_file("living")[kind]
    return Choice(row["months"], tuple(row["may_be"]))


@cache
def weeks_between_check_ins() -> Choice:
    row = catalogue_file("living")["check_in"]
    return Choice(row["weeks"], tuple(row["may_be"]))


@cache
def answer_within_days() -> int:
    return catalogue_file("living")["check_in"]["answer_within_days"]


@cache
def check_in_questions() -> tuple[Asked, ...]:
    rows = catalogue_file("living")["check_in"]["questions"]
    return tuple(Asked(row["id"], row["text"], frozenset(row["leads_to_help"])) for row in rows)
