"""Scores from an instrument's own data. Pure: no session, no clock, no web.

Answers are question -> what was chosen, as text. Nothing is made up for a question that was skipped: a sum needs every answer, a mean as
many as its owner says (`fewest`). Source: the `scoring` of each file in content/data, or of a licensed pack.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from webapp.content.prompt import Instrument, Question, Range, Subscale
from webapp.verdicts.possible import Possible, possible
from webapp.verdicts.predicates import Operands, verdict

SKIPPED, NOT_SURE = "skipped", "not-sure"
UNSCORED = (SKIPPED, NOT_SURE, "")
Answers = Mapping[str, str]
Number = Decimal | int


@dataclass(frozen=True, slots=True)
class Score:
    """`total` is None when too little was answered, or where there is none. `answered` of `asked` scored questions."""

    total: Number | None
    answered: int
    asked: int
    subscales: Mapping[str, Number | None] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return self.total is not None


def scored(instrument: Instrument, answers: Answers) -> Score:
    points = points_of(instrument, answers)
    parts = {part.id: sum_of(points, part.questions) for part in instrument.scoring.subscales} if instrument.scoring.subscales else {}
    return Score(total_of(instrument, points), len(points), len(instrument.weights), parts)


def points_of(instrument: Instrument, answers: Answers) -> dict[str, Number]:
    """What each scored answer counts. A question that was not asked because of another answer counts what its owner says."""
    found = {}
    for name, weights in instrument.weights.items():
        counts = weights.get(answers.get(name, SKIPPED))
        if counts is not None:
            found[name] = counts
    for question in instrument.questions:
        if question.skip_if is not None and question.skip_value is not None and is_passed_over(question, answers):
            found[question.id] = question.skip_value
    return found


def total_of(instrument: Instrument, points: Mapping[str, Number]) -> Number | None:
    way, asked = instrument.scoring.way, instrument.weights
    if way == "mean":
        return mean_of(points.values(), instrument.scoring.fewest or len(asked), instrument.scoring.places)
    if way in ("sum", "single", "lookup"):
        total = sum_of(points, asked)
        return total if way != "lookup" or total is None else (instrument.scoring.table or {}).get(Decimal(total))
    return None


def sum_of(points: Mapping[str, Number], questions: Iterable[str]) -> Number | None:
    found = [points.get(question) for question in questions]
    return None if None in found or not found else sum(found)  # type: ignore[arg-type]


def mean_of(points: Iterable[Number], fewest: int, places: int | None) -> Decimal | None:
    found = list(points)
    if not found or len(found) < fewest:
        return None
    mean = Decimal(sum(found)) / len(found)
    return mean.quantize(Decimal(1).scaleb(-(places or 0)), rounding=ROUND_HALF_UP)


def band_of(bands: Iterable[Range], total: Number | None) -> Range | None:
    """The part of the scale the score is in, for staff. None without a score, or where the owner names no parts."""
    return None if total is None else next((band for band in bands if band.minimum <= total <= band.maximum), None)


def reaches(part: Subscale, total: Number | None) -> bool:
    return total is not None and part.cutoff is not None and total >= part.cutoff


def operands_of(instrument: Instrument, answers: Answers) -> Operands:
    """For the rule language: what was answered, the total as `value`, and the subscales. "I am not sure" is a question not answered."""
    score = scored(instrument, answers)
    return Operands(
        names={"value": possible(score.total)},
        answers={question: answer_of(answer) for question, answer in answers.items()},
        subscales={name: possible(found) for name, found in score.subscales.items()},
    )


def answer_of(answer: str) -> Possible:
    if answer in UNSCORED:
        return possible(SKIPPED)
    try:
        return possible(int(answer))
    except ValueError:
        return possible(answer)


def is_passed_over(question: Question, answers: Answers) -> bool:
    """Another answer makes this question needless: who never drinks is not asked how much."""
    if question.skip_if is None:
        return False
    return verdict(question.skip_if, Operands(answers={name: answer_of(answer) for name, answer in answers.items()})) is True


def is_asked_for(question: Question, instrument: Instrument, answers: Answers) -> bool:
    """Of a question that its owner asks only with some score: is it reached?"""
    return question.show_when is None or verdict(question.show_when, operands_of(instrument, answers)) is True
