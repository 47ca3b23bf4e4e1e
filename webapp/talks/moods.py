"""The mood answers as a clinician reads them: the words chosen, what was answered before, a total only when complete."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from webapp.base.i18n import _
from webapp.content.catalogue import instrument, mood_tools
from webapp.content.prompt import Instrument, Question
from webapp.questionnaires.queries import Said, said_in
from webapp.questionnaires.rules import NOT_SURE, SKIPPED, is_marked, total
from webapp.questionnaires.words import BY_WHOM


@dataclass(frozen=True)
class MoodAnswer:
    """`before` is the first answer, when it was changed."""

    question: str
    words: str
    before: str | None


@dataclass(frozen=True)
class Mood:
    """One set of answers to one tool, given in one way. `total` is out of `most`; None when a question is open or skipped."""

    by_whom: str
    answers: Sequence[MoodAnswer]
    total: int | None
    most: int
    marked: bool
    at: datetime
    tool: str = ""


def moods_of(session: Session, cycle_ids: Collection[UUID]) -> dict[UUID, list[Mood]]:
    return {cycle_id: moods(said) for cycle_id, said in said_in(session, cycle_ids, mood_tools()).items()}


def moods(said: Sequence[Said]) -> list[Mood]:
    """What the person answered comes before what came by the link or from somebody for them."""
    tools = dict.fromkeys(answer.instrument for answer in said)
    sets = [(tool, channel) for tool in tools for channel in BY_WHOM]
    given = [(*one, [answer for answer in said if (answer.instrument, answer.channel) == one]) for one in sets]
    return [mood(instrument(tool), channel, answers) for tool, channel, answers in given if answers]


def mood(tool: Instrument, channel: str, given: Sequence[Said]) -> Mood:
    standing = {answer.question: answer.words for answer in given if answer.stands}
    first = {answer.question: answer.words for answer in reversed(given)}
    rows = [
        MoodAnswer(_(asked.text), in_words(tool, asked, standing[asked.id]), before(tool, asked, standing, first))
        for asked in tool.questions
        if asked.id in standing
    ]
    at = max(answer.at for answer in given)
    return Mood(str(BY_WHOM[channel]), rows, total(tool, standing), tool.maximum, is_marked(tool, standing), at, tool.title)


def before(tool: Instrument, asked: Question, standing: Mapping[str, str], first: Mapping[str, str]) -> str | None:
    return in_words(tool, asked, first[asked.id]) if first[asked.id] != standing[asked.id] else None


def in_words(tool: Instrument, asked: Question, answer: str) -> str:
    if answer in (SKIPPED, NOT_SURE):
        return _("Skipped") if answer == SKIPPED else _("Not sure")
    return next(_(option.label) for option in tool.options_of(asked) if str(option.value) == answer)
