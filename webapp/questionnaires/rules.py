"""Scoring and safety of an instrument, from its catalogue data. Pure. Source: phq2.json, `scoring` and `safety`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from webapp.content.catalogue import catalogue_file
from webapp.content.prompt import Instrument, Option
from webapp.verdicts.possible import possible
from webapp.verdicts.predicates import Operands, verdict

SKIPPED = "skipped"
OWN, LETTERBOX, FOR_ME = "own", "letterbox", "for_me"


def safety_rules(instrument: Instrument) -> Sequence[Mapping[str, Any]]:
    """Each with its `predicate`, `rule` and `action`."""
    return catalogue_file(instrument.id)["instrument"]["safety"]


def total(instrument: Instrument, answers: Mapping[str, str]) -> int | None:
    """The sum, only when every question has a scored answer: nothing is made up for a skipped one."""
    scored = [answers.get(question.id, SKIPPED) for question in instrument.questions]
    return None if SKIPPED in scored else sum(map(int, scored))


def is_marked(instrument: Instrument, answers: Mapping[str, str]) -> bool:
    """Does any safety rule hold for what was answered so far? `answers` is question -> option value as text, or `skipped`."""
    known = {question: possible(answer if answer == SKIPPED else int(answer)) for question, answer in answers.items()}
    operands = Operands(names={"value": possible(total(instrument, answers))}, answers=known)
    return any(verdict(rule["predicate"], operands) is True for rule in safety_rules(instrument))


def is_an_answer(options: Iterable[Option], text: str | None) -> bool:
    return text == SKIPPED or text in {str(option.value) for option in options}


def channel_of(*, who: str | None, in_letterbox: bool) -> str:
    """Who answered, and by which door. Somebody answering for the person is never mistaken for the person."""
    if who == FOR_ME:
        return FOR_ME
    return LETTERBOX if in_letterbox else OWN
