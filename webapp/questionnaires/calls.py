"""What an answer calls for: help on the screen, a named person by a clock, or a person today. Pure; every rule is the instrument's own data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from webapp.content.catalogue import results
from webapp.content.prompt import Instrument, Question
from webapp.instruments.scoring import UNSCORED, operands_of, points_of
from webapp.tasks.models import Urgency
from webapp.verdicts.possible import Interval, Possible
from webapp.verdicts.predicates import verdict

Rule = Mapping[str, Any]
# What a rule asks for that cannot wait for the talk. All others are for the talk itself.
AT_ONCE = frozenset({"look_and_read_by_list", "crisis_panel_and_duty_list", "urgent_review"})
HELP_FIRST = frozenset({"look_and_read_by_list", "crisis_panel_and_duty_list"})


class Call(StrEnum):
    """What the person is shown next: nothing more, that it sounds hard, or help before anything else."""

    NONE = ""
    HARD = "hard"
    HELP = "help"


def rules_met(instrument: Instrument, answers: Mapping[str, str]) -> list[Rule]:
    """Every safety rule that holds for what was answered so far. `answers` is question -> option value as text, or `skipped`.

    While some are open, the total is whatever it may still become: answers that already sum to enough need not wait for the rest.
    """
    if not instrument.safety:
        return []
    operands = operands_of(instrument, answers)
    operands = replace(operands, names={**operands.names, "value": total_so_far(instrument, answers) or operands.names["value"]})
    return [rule for rule in instrument.safety if verdict(rule["predicate"], operands) is True]


def total_so_far(instrument: Instrument, answers: Mapping[str, str]) -> Possible | None:
    """From the sum of what was answered to that and the most of all else. None where the score is no sum."""
    if instrument.scoring.way != "sum" or not instrument.weights:
        return None
    points = points_of(instrument, answers)
    least = sum(points.values())
    most = least + sum(max(weights.values()) for name, weights in instrument.weights.items() if name not in points)
    return Interval(least, most)  # type: ignore[arg-type]


def call_of(instrument: Instrument, answers: Mapping[str, str]) -> Call:
    """A rule of the results' catalogue that is not about danger says that things are hard; a flag alone is only for staff."""
    met = rules_met(instrument, answers)
    if any(rule["action"] in HELP_FIRST for rule in met):
        return Call.HELP
    return Call.HARD if any("rule" in rule for rule in met) else Call.NONE


def clocks_of(instrument: Instrument) -> list[Rule]:
    """The rules with a clock: each puts a person on the duty list."""
    return [rule for rule in instrument.safety if "clock" in rule]


def values_that_call(instrument: Instrument, question: Question) -> list[str]:
    """The answers to this one question that put a person on the duty list by themselves: the phone shows help as they are tapped."""
    values = [str(option.value) for option in instrument.options_of(question)]
    return [value for value in values if any(rule in clocks_of(instrument) for rule in rules_met(instrument, {question.id: value}))]


def questions_in(predicate: Any) -> Iterator[str]:
    """The questions whose answers a rule looks at."""
    if isinstance(predicate, Mapping):
        for inner in predicate.values():
            yield from questions_in(inner)
    elif isinstance(predicate, Sequence) and not isinstance(predicate, str):
        if len(predicate) > 1 and predicate[0] == "answer":
            yield predicate[1]
        for inner in predicate:
            yield from questions_in(inner)


def is_skipped_over(instrument: Instrument, answers: Mapping[str, str]) -> bool:
    """A question with a clock was passed over: a clinician is told, for that is never "not at all"."""
    return any(answers.get(question) in UNSCORED for rule in clocks_of(instrument) for question in questions_in(rule["predicate"]))


def urgency_of(instrument: Instrument, answers: Mapping[str, str]) -> Urgency:
    """How soon somebody reads them: a hold level of the results' catalogue, today for any other that cannot wait, else soon."""
    met = [rule for rule in rules_met(instrument, answers) if rule["action"] in AT_ONCE]
    found = [URGENT.get(level_of(instrument, rule), Urgency.SAME_DAY) for rule in met]
    return min(found, key=list(Urgency).index, default=Urgency.SOON)


def is_before_closing(instrument: Instrument, answers: Mapping[str, str]) -> bool:
    """Somebody must speak with the person before the surgery closes."""
    met = [rule for rule in rules_met(instrument, answers) if rule["action"] in AT_ONCE]
    return any(level_of(instrument, rule) in URGENT for rule in met)


def level_of(instrument: Instrument, rule: Rule) -> str:
    result = results().get(instrument.id)
    return next((one.level for one in result.call_first if one.id == rule.get("rule")), "") if result else ""


URGENT = {"hold_now": Urgency.NOW, "hold_same_day": Urgency.SAME_DAY, "hold_next_day": Urgency.NEXT_DAY}
