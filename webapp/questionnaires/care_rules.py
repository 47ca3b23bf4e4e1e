"""The care check: when it is offered, and what a practice may see of it. Pure: today is passed in."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from webapp.content.prompt import Instrument
from webapp.pathway.models import Stage
from webapp.questionnaires.rules import SKIPPED

OFFERED_AT = (Stage.PLAN_AGREED, Stage.LIVING_IT)
OFFERED_FOR = timedelta(weeks=6)
# A practice sees a month's answers to a question only from so many people upward.
FEWEST = 5
WHO, WORDS, READERS = "who", "words", "readers"
WHOM = ("me", "with_me", "for_me")
WITH_NAME, NO_NAME, NOBODY = "with_name", "no_name", "nobody"
NAMED_READERS, UNNAMED_READERS = (WITH_NAME, NO_NAME, NOBODY), (NO_NAME, NOBODY)


def is_offered(stage: Stage, talk_on: date | None, today: date) -> bool:
    """Both said yes to the plan, and the talk was at most six weeks ago."""
    return stage in OFFERED_AT and talk_on is not None and talk_on <= today <= talk_on + OFFERED_FOR


def month_of(day: date) -> date:
    """Its first day: all that is kept of when somebody answered without their name."""
    return day.replace(day=1)


@dataclass(frozen=True)
class Sheet:
    """One person's answers: question -> option value as text, `skipped`, or words. `person_id` and `name` are empty without a name."""

    month: date
    said: Mapping[str, str]
    person_id: UUID | None = None
    name: str = ""

    @property
    def answers(self) -> list[str]:
        return [said for question, said in self.said.items() if question not in (WHO, READERS) and said not in (SKIPPED, "")]


@dataclass(frozen=True)
class Comment:
    words: str
    person_id: UUID | None = None
    name: str = ""


@dataclass(frozen=True)
class Month:
    """What is shown of one month. `people` is None when fewer than five answered, and then there is nothing else.

    `counts`: question -> option value as text -> how many chose it; None for a question that fewer than five answered.
    """

    first: date
    people: int | None = None
    counts: Mapping[str, Mapping[str, int] | None] | None = None
    comments: Sequence[Comment] = ()


def months_shown(sheets: Collection[Sheet], instrument: Instrument, today: date) -> list[Month]:
    """The newest first, and only months that are over: in one that still grows, two looks would tell what the next person answered."""
    answered = [sheet for sheet in sheets if sheet.answers and sheet.month < month_of(today)]
    return [
        month_shown(first, [sheet for sheet in answered if sheet.month == first], instrument) for first in sorted({s.month for s in answered}, reverse=True)
    ]


def month_shown(first: date, sheets: Sequence[Sheet], instrument: Instrument) -> Month:
    if len(sheets) < FEWEST:
        return Month(first)
    questions = [WHO, *(question.id for question in instrument.questions)]
    return Month(first, len(sheets), {question: counted(question, sheets) for question in questions}, comments(sheets))


def counted(question: str, sheets: Sequence[Sheet]) -> Mapping[str, int] | None:
    chosen = Counter(sheet.said[question] for sheet in sheets if sheet.said.get(question, SKIPPED) != SKIPPED)
    return chosen if chosen.total() >= FEWEST else None


def comments(sheets: Sequence[Sheet]) -> list[Comment]:
    """The words of who let the practice read them, by their letters: the order they came in is nobody's business."""
    found = []
    for sheet in sheets:
        words, readers = sheet.said.get(WORDS, SKIPPED), sheet.said.get(READERS)
        if words not in (SKIPPED, "") and readers == WITH_NAME:
            found.append(Comment(words, sheet.person_id, sheet.name))
        elif words not in (SKIPPED, "") and readers == NO_NAME:
            found.append(Comment(words))
    return sorted(found, key=lambda comment: (comment.words.casefold(), comment.name))
