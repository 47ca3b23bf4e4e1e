"""The mood answers as a clinician reads them: the words chosen, what was answered before, a total only when complete."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from webapp.base.i18n import _, lazy
from webapp.content.catalogue import phq2
from webapp.questionnaires.queries import Said, said_in
from webapp.questionnaires.rules import FOR_ME, LETTERBOX, OWN, SKIPPED, is_marked, total

BY_WHOM = {OWN: lazy("Answered by the person"), LETTERBOX: lazy("Answered with the link"), FOR_ME: lazy("Answered by someone for them")}


@dataclass(frozen=True)
class MoodAnswer:
    """`before` is the first answer, when it was changed."""

    question: str
    words: str
    before: str | None


@dataclass(frozen=True)
class Mood:
    """One set of answers, given in one way. `total` is out of `most`; None when a question is open or skipped."""

    by_whom: str
    answers: Sequence[MoodAnswer]
    total: int | None
    most: int
    marked: bool
    at: datetime


def moods_of(session: Session, cycle_ids: Collection[UUID]) -> dict[UUID, list[Mood]]:
    return {cycle_id: moods(said) for cycle_id, said in said_in(session, cycle_ids, phq2().id).items()}


def moods(said: Sequence[Said]) -> list[Mood]:
    """What the person answered comes before what came by the link or from somebody for them."""
    return [mood(channel, given) for channel in BY_WHOM if (given := [answer for answer in said if answer.channel == channel])]


def mood(channel: str, given: Sequence[Said]) -> Mood:
    standing = {answer.question: answer.words for answer in given if answer.stands}
    first = {answer.question: answer.words for answer in reversed(given)}
    rows = [
        MoodAnswer(_(question.text), in_words(standing[question.id]), in_words(first[question.id]) if first[question.id] != standing[question.id] else None)
        for question in phq2().questions
        if question.id in standing
    ]
    return Mood(str(BY_WHOM[channel]), rows, total(phq2(), standing), phq2().maximum, is_marked(phq2(), standing), max(answer.at for answer in given))


def in_words(answer: str) -> str:
    if answer == SKIPPED:
        return _("Skipped")
    return next(_(option.label) for option in phq2().options if str(option.value) == answer)
