"""Which questions of an instrument are shown, given what was answered so far. Pure. Source: FHIR R4 Questionnaire.item.enableWhen."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from operator import ge, gt, le, lt

from webapp.content.prompt import Check, Condition, Instrument, Kind, Question
from webapp.instruments.scoring import UNSCORED, Answers, is_asked_for, is_passed_over

ORDERED: Mapping[str, Callable] = {">": gt, "<": lt, ">=": ge, "<=": le}


def shown(instrument: Instrument, answers: Answers) -> list[Question]:
    """In order. The answer to a question that is not shown counts for nothing, so what hangs on it is not shown either."""
    by_id = {question.id: question for question in instrument.questions}
    standing = standing_answers(instrument, answers)
    return [question for question in instrument.questions if is_shown(question, instrument, standing, by_id)]


def standing_answers(instrument: Instrument, answers: Answers) -> dict[str, str]:
    """Without the answers to questions that are not shown. Each round can only take away, so it ends."""
    by_id, standing = {question.id: question for question in instrument.questions}, dict(answers)
    while True:
        hidden = [name for name in standing if name in by_id and not is_shown(by_id[name], instrument, standing, by_id)]
        if not hidden:
            return standing
        for name in hidden:
            del standing[name]


def is_shown(question: Question, instrument: Instrument, answers: Answers, by_id: Mapping[str, Question]) -> bool:
    if not all(holds(condition, answers, by_id) for condition in question.shown_when):
        return False
    return not is_passed_over(question, answers) and is_asked_for(question, instrument, answers)


def leads_shown(question: Question, instrument: Instrument, answers: Answers) -> list:
    """The words above a question that are to be read now."""
    by_id, standing = {asked.id: asked for asked in instrument.questions}, standing_answers(instrument, answers)
    return [lead for lead in question.leads if all(holds(condition, standing, by_id) for condition in lead.shown_when)]


def holds(condition: Condition, answers: Answers, by_id: Mapping[str, Question]) -> bool:
    found = (passes(test, by_id.get(test.question), answers) for test in condition.tests)
    return any(found) if condition.any else all(found)


def passes(test: Check, question: Question | None, answers: Answers) -> bool:
    """Of several answers one is enough. Without an answer only "is not answered" holds."""
    said = each(answers.get(test.question, ""), question)
    if test.operator == "exists":
        return bool(said) is (test.takes == "true")
    if question is None or not said:
        return False
    if test.operator == "!=":
        return not any(alike(question, one, test.takes) for one in said)
    if test.operator == "=":
        return any(alike(question, one, test.takes) for one in said)
    return any(compared(ORDERED[test.operator], question, one, test.takes) for one in said)


def each(answer: str, question: Question | None) -> list[str]:
    """The answers of one question, as a list: none when it was skipped, several where it may be answered more than once."""
    if question is None or answer in UNSCORED:
        return []
    return [str(one) for one in json.loads(answer)] if question.repeats else [answer]


def alike(question: Question, said: str, takes: str) -> bool:
    if question.kind in (Kind.WHOLE, Kind.NUMBER, Kind.QUANTITY):
        left, right = number_in(said), number_in(takes)
        return left is not None and left == right and unit_in(said) == unit_in(takes)
    return said == takes


def compared(operator: Callable, question: Question, said: str, takes: str) -> bool:
    if question.kind in (Kind.WHOLE, Kind.NUMBER, Kind.QUANTITY, Kind.CHOICE):
        left, right = number_in(said), number_in(takes)
        return left is not None and right is not None and unit_in(said) == unit_in(takes) and operator(left, right)
    # Days, times and moments are kept so that their letters sort as they do.
    return operator(said, takes)


def number_in(text: str) -> Decimal | None:
    try:
        return Decimal(text.partition(" ")[0])
    except InvalidOperation:
        return None


def unit_in(text: str) -> str:
    return text.partition(" ")[2]
