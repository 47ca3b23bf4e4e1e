"""What is known about a person when a rule is run, and the facts worked out from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from webapp.content.catalogue import CallFirst, Fact, Result, fact
from webapp.readings.values import Reading
from webapp.verdicts.possible import ANY_NUMBER, MISSING, NO_PREVIOUS, Interval, Possible, possible
from webapp.verdicts.predicates import Operands, value_part, verdict

NONE = "none"
CANNOT_TELL = "cannot_tell"
NEW = "new_since_last_review"
PEAK_FLOW = "percent_of_best_peak_flow"
ASKED_NAMES = {"previous_value": "previous", "days_since_previous": "days_since_previous", "age": "age", "value": "true_value", PEAK_FLOW: "best_peak_flow"}


@dataclass(frozen=True, slots=True)
class Previous:
    """The latest earlier accepted value, in the primary unit, with its comparator; a coded one in its option's words."""

    value: Decimal | str
    comparator: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Facts by code: True, False, a number, "none" or CANNOT_TELL; one that is not there, or None, is not known.

    `previous` is NONE only when it is known that there is no earlier value; None means nobody knows. `answers` hold an option
    value or "skipped". `best_peak_flow` is in L/min. `true_value` is a clinician's answer when the laboratory sent only a limit.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    previous: Previous | str | None = None
    days_since_previous: int | None = None
    age: int | None = None
    sex: str | None = None
    pregnant: bool | None = None
    best_peak_flow: Decimal | None = None
    true_value: Decimal | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    subscales: Mapping[str, Decimal] = field(default_factory=dict)

    def cannot_tell(self, about: str) -> bool:
        return self.facts.get(about) == CANNOT_TELL


def fact_value(answer: str) -> Any:
    """A stored answer as a rule reads it: yes, no, none, cannot_tell, or a number as text. Raises ArithmeticError for other words."""
    said = {"yes": True, "no": False, NONE: NONE, CANNOT_TELL: CANNOT_TELL}
    return said[answer] if answer in said else Decimal(answer)


def with_answers(known: Known, answers: Mapping[str, str]) -> Known:
    """What is known once a clinician has answered: each answer, by what was asked, becomes the fact.

    The answer to percent_of_best_peak_flow is the best peak flow itself, and to days_since_previous a number of days.
    """
    said = {about: fact_value(answer) for about, answer in answers.items()}
    known = replace(known, facts={**known.facts, **{about: answer for about, answer in said.items() if about not in ASKED_NAMES or answer == CANNOT_TELL}})
    if said.get("days_since_previous") == NONE:
        said = {**{about: answer for about, answer in said.items() if about != "days_since_previous"}, "previous_value": NONE}
    told = {about: answer for about, answer in said.items() if about in ASKED_NAMES and answer != CANNOT_TELL}
    fields = {ASKED_NAMES[about]: as_field(about, answer) for about, answer in told.items()}
    return replace(known, **fields)


def as_field(about: str, answer: Any) -> Any:
    if about == "previous_value":
        return NONE if answer == NONE else Previous(answer)
    return int(answer) if about in ("days_since_previous", "age") else answer


def operands(entry: Result, rule: CallFirst, reading: Reading, known: Known, names: Mapping[str, Possible] | None = None) -> Operands:
    """What a rule reads; `names` may be worked out once for all the rules of one value."""
    names = names_of(entry, reading, known) if names is None else names
    return Operands(
        names=names,
        fact=lambda code: fact_of(code, rule, names, known),
        answers={code: possible(answer) for code, answer in known.answers.items()},
        subscales={code: possible(total) for code, total in known.subscales.items()},
        previous_range=previous_range(entry),
    )


def names_of(entry: Result, reading: Reading, known: Known) -> dict[str, Possible]:
    return {
        "value": possible(known.true_value) if known.true_value is not None else possible(reading.text if entry.coded else reading.value, reading.comparator),
        "unit": possible(entry.unit or NONE),
        "comparator": possible(reading.comparator or NONE),
        "previous_value": previous_value(known),
        "days_since_previous": NO_PREVIOUS if known.previous == NONE else possible(known.days_since_previous),
        "age": possible(known.age),
        "sex": possible(known.sex),
        "pregnant": possible(known.pregnant),
    }


def previous_value(known: Known) -> Possible:
    if isinstance(known.previous, Previous):
        return possible(known.previous.value, known.previous.comparator)
    return NO_PREVIOUS if known.previous == NONE else MISSING


def previous_range(entry: Result) -> Interval:
    limits = entry.input_range
    return Interval(limits.hard_min, limits.hard_max) if limits else ANY_NUMBER


def fact_of(code: str, rule: CallFirst, names: Mapping[str, Possible], known: Known) -> Possible:
    """A recorded fact, else one worked out, else what its absence means. KeyError for no such fact, TypeError for the wrong type."""
    recorded, meant = known.facts.get(code), fact(code)
    if meant is None:
        raise KeyError(code)
    if recorded is not None and recorded != CANNOT_TELL:
        return possible(checked(recorded, meant))
    if code == NEW:
        return new_since_last_review(rule, names)
    if code == PEAK_FLOW:
        return percent_of_best(names["value"], known.best_peak_flow)
    return possible(False) if meant.when_absent == "false" else MISSING


def checked(recorded: Any, meant: Fact) -> Any:
    """The recorded fact, if it is of its type. A yes where a number belongs must stop here, never count as false."""
    number = isinstance(recorded, int | Decimal) and not isinstance(recorded, bool)
    fits = {"yes_no": isinstance(recorded, bool), "number": number, "number_or_none": number or recorded == NONE}
    if not fits[meant.type]:
        raise TypeError(f"{meant.code} is {meant.type}, not {recorded!r}")
    return recorded


def new_since_last_review(rule: CallFirst, names: Mapping[str, Possible]) -> Possible:
    """New when the previous value did not meet the value part of this rule, or there is none."""
    if names["previous_value"] == NO_PREVIOUS:
        return possible(True)
    part = value_part(rule.predicate)
    met = None if part is None else verdict(part, Operands(names={"value": names["previous_value"]}))
    return MISSING if met is None else possible(not met)


def percent_of_best(value: Possible, best: Decimal | None) -> Possible:
    if not best or best < 0 or not isinstance(value, Interval):
        return MISSING
    return Interval(value.low * 100 / best, value.high * 100 / best, value.low_closed, value.high_closed)
