"""What still stands between a pack and its person. Source: docs on results, release policy; results.json, general_rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from webapp.content.catalogue import Result, catalogue_file
from webapp.readings.values import Reading
from webapp.verdicts.possible import Interval, bounded
from webapp.verdicts.rules import Hit, Outcome


class Obstacle(StrEnum):
    NOT_TRIAGED = "not_triaged"
    HOLD_OPEN = "hold_open"
    QUESTION_OPEN = "question_open"
    LOOK_NOT_TICKED = "look_not_ticked"
    LINE_NOT_TICKED = "line_not_ticked"
    TALK_NOT_RECORDED = "talk_not_recorded"
    LIMIT_NOT_ACCEPTED = "limit_not_accepted"
    TOO_OLD = "too_old"
    IN_THE_FUTURE = "in_the_future"


@dataclass(frozen=True, slots=True)
class InTheWay:
    """`line` and `rule` say where; a question has its ask's code in `about`."""

    what: Obstacle
    line: str | None = None
    rule: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class PackLine:
    """One result in a pack, and what staff have done about it.

    `release` is its class. `looks_ticked` and `holds_closed` are rule ids; a hold is closed only with a recorded outcome.
    `hidden` means hidden with a reason: that answers ticks and age, never a hold or a question.
    """

    id: str
    release: str
    taken_on: date
    hits: tuple[Hit, ...] = ()
    looks_ticked: frozenset[str] = frozenset()
    holds_closed: frozenset[str] = frozenset()
    ticked: bool = False
    hidden: bool = False
    talked: bool = False
    accept_first: bool = False
    accepted: bool = False


def in_the_way(lines: Sequence[PackLine], *, triaged: bool, today: date) -> list[InTheWay]:
    """Everything that still stops the pack; empty means it may be released. `triaged`: a named clinician has, with a time."""
    found = [] if triaged else [InTheWay(Obstacle.NOT_TRIAGED)]
    for line in lines:
        found += [*rules_in_the_way(line), *([] if line.hidden else line_in_the_way(line, today))]
    return found


def rules_in_the_way(line: PackLine) -> Iterator[InTheWay]:
    for hit in line.hits:
        if hit.outcome is Outcome.UNKNOWN:
            yield from (InTheWay(Obstacle.QUESTION_OPEN, line.id, hit.rule, ask.about) for ask in hit.asks)
        elif hit.holds_pack and hit.rule not in line.holds_closed:
            yield InTheWay(Obstacle.HOLD_OPEN, line.id, hit.rule)
        elif not hit.holds_pack and not line.hidden and hit.rule not in line.looks_ticked:
            yield InTheWay(Obstacle.LOOK_NOT_TICKED, line.id, hit.rule)


def line_in_the_way(line: PackLine, today: date) -> Iterator[InTheWay]:
    if line.taken_on > today:
        yield InTheWay(Obstacle.IN_THE_FUTURE, line.id)
    if line.release == "never":
        return
    if line.taken_on < months_before(today, catalogue_file("release")["oldest_shown_months"]):
        yield InTheWay(Obstacle.TOO_OLD, line.id)
    if line.release == "individual" and not line.ticked:
        yield InTheWay(Obstacle.LINE_NOT_TICKED, line.id)
    if line.release == "tell_first" and not line.talked:
        yield InTheWay(Obstacle.TALK_NOT_RECORDED, line.id)
    if line.accept_first and not line.accepted:
        yield InTheWay(Obstacle.LIMIT_NOT_ACCEPTED, line.id)


def months_before(day: date, months: int) -> date:
    """The same day of the month, or the last there is."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def in_target(value: Decimal, target_low: Decimal | None, target_high: Decimal | None, comparator: str | None = None) -> bool:
    """Is every number the value may be inside the person's own target, ends included? Without a target: False."""
    if target_low is None and target_high is None:
        return False
    may_be: Interval = bounded(value, comparator)
    return (target_low is None or may_be.low >= target_low) and (target_high is None or may_be.high <= target_high)


def unchanged(entry: Result, value: Decimal, previous: Decimal | None) -> bool:
    """Is the change at most the result's margin in release.json? False without a margin or an earlier value."""
    margin = catalogue_file("release")["one_press"]["margins"].get(entry.code)
    return margin is not None and previous is not None and abs(value - previous) <= margin


def one_press(entry: Result, reading: Reading, previous: Decimal | None, target: tuple[Decimal | None, Decimal | None], hits: Sequence[Hit]) -> bool:
    """May this line go with the one press for what is unchanged and in target?"""
    plain = reading.ok and reading.value is not None and reading.comparator is None and not reading.odd and not hits
    if not plain or reading.value is None or previous is None or entry.release not in catalogue_file("release")["one_press"]["release_classes"]:
        return False
    return in_target(reading.value, *target) and in_target(previous, *target) and unchanged(entry, reading.value, previous)
