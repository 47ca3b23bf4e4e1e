"""The next action for one person, from dates and facts alone. Nothing here is stored."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.pathway.models import Stage
from webapp.pathway.rules import ASIDE, LAST_SEND, WARN_AT, days_to, gap_is_enough
from webapp.practices.models import Role
from webapp.reviews.rules import is_review_due, is_review_late, next_talk_by
from webapp.tasks.models import TaskKind

# A hold ends only with a contact or an answer written down at triage: closing its task alone would hide it.
CLOSED_AT_TRIAGE = (TaskKind.CALL_FIRST, TaskKind.CHECK_RESULT, TaskKind.CONTENT_EXPIRED)
# Whoever asked must be told: its task ends with the answer.
CLOSED_ELSEWHERE = (*CLOSED_AT_TRIAGE, TaskKind.TALK_ASKED)
# What the surgery says when it closes one of these is read by the person who asked.
TOLD_TO_THEM = (TaskKind.MORE_HELP, TaskKind.PROMISE_NOT_KEPT)
CLINICAL = (TaskKind.CALL_FIRST, TaskKind.CHECK_RESULT, TaskKind.READ_ANSWERS, TaskKind.CONTENT_EXPIRED)


class Next(StrEnum):
    """Most pressing first within its urgency."""

    TRIAGE = "triage"
    READ = "read"
    NOT_OPENED = "not_opened"
    GATHER = "gather"
    BOOK = "book"
    TOO_CLOSE = "too_close"
    REVIEW_LATE = "review_late"
    REVIEW_DUE = "review_due"
    AGREE = "agree"
    NO_DAY = "no_day"
    CONFIRM_PHONE = "confirm_phone"
    WAIT_TO_SEND = "wait_to_send"
    WAIT_FOR_PERSON = "wait_for_person"
    INVITED = "invited"
    READY = "ready"
    OPTED_OUT = "opted_out"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Facts:
    """What is known of one person's year. Dates are UK dates; counts are whole numbers."""

    stage: Stage
    information_on: date | None
    talk_on: date | None
    results: int
    open_hits: int
    released: bool
    sent_on: date | None
    opened: bool
    handed_in_on: date | None
    read: bool
    phone_confirmed: bool
    gap_days: int = 7
    review_on: date | None = None
    opted_out: bool = False


@dataclass(frozen=True)
class Step:
    """What to do, how pressing (0 now, 1 soon, 2 when there is time, 3 nothing to do), and days to the talk."""

    next: Next
    rank: int
    days: int | None


def next_step(facts: Facts, today: date) -> Step:
    days = days_to(facts.talk_on, today) if facts.talk_on else None
    if facts.stage in (Stage.CONVERSATION, Stage.LIVING_IT, Stage.REVIEW_DUE):
        return _in_the_year_after(facts, today, days)
    if facts.stage in ASIDE or facts.stage is Stage.PLAN_AGREED:
        return Step(Next.NOTHING, 3, days)
    if facts.sent_on:
        return _after_sending(facts, today, days)
    if facts.released:
        return Step(Next.WAIT_TO_SEND, 3, days) if days is not None else Step(Next.BOOK, 1, None)
    return _before_release(facts, today, days)


def _in_the_year_after(facts: Facts, today: date, days: int | None) -> Step:
    """Nobody is lost between two talks: a plan that nobody agreed and one without a day to look at it again are said too."""
    by = next_talk_by(facts.stage, facts.review_on, facts.talk_on)
    if days is not None and days >= 0:
        return Step(Next.NOTHING, 3, days)
    if facts.opted_out and is_review_due(by, today):
        return Step(Next.OPTED_OUT, 3, days)
    if is_review_due(by, today):
        return Step(Next.REVIEW_LATE, 1, days) if is_review_late(by, today) else Step(Next.REVIEW_DUE, 2, days)
    if facts.stage is Stage.CONVERSATION:
        return Step(Next.AGREE, 2, days)
    return Step(Next.NO_DAY, 2, days) if facts.review_on is None else Step(Next.NOTHING, 3, days)


def _after_sending(facts: Facts, today: date, days: int | None) -> Step:
    if facts.handed_in_on and not facts.read:
        return Step(Next.READ, 0 if days is not None and days <= 1 else 1, days)
    if facts.read:
        return Step(Next.READY, 3, days)
    if not facts.opened and facts.sent_on and (today - facts.sent_on).days >= 5:
        return Step(Next.NOT_OPENED, 1, days)
    return Step(Next.WAIT_FOR_PERSON, 3, days)


def _before_release(facts: Facts, today: date, days: int | None) -> Step:
    if facts.stage is Stage.INVITED and days is None:
        # The timetable asks again, and then "other ways to reach" has them: never only this list.
        return Step(Next.INVITED, 3, None)
    if days is not None and days <= WARN_AT:
        return Step(Next.TRIAGE if facts.results else Next.GATHER, 0, days)
    visited = facts.information_on is None or facts.information_on <= today
    if facts.results and (visited or facts.open_hits):
        return Step(Next.TRIAGE, 1, days)
    if facts.talk_on is None:
        return Step(Next.BOOK, 1, None)
    if facts.information_on and not gap_is_enough(facts.information_on, facts.talk_on, facts.gap_days):
        return Step(Next.TOO_CLOSE, 1, days)
    if visited:
        return Step(Next.GATHER, 1, days)
    return Step(Next.NOTHING if facts.phone_confirmed else Next.CONFIRM_PHONE, 3 if facts.phone_confirmed else 2, days)


def is_short_notice(days: int | None) -> bool:
    """Under a week to the talk: a pack sent now is late."""
    return days is not None and 0 <= days < LAST_SEND


def task_kinds_for(role: Role | None) -> tuple[TaskKind, ...]:
    """Results and answers stay with clinicians and the duty person; a manager sees no clinical words; everyone else the rest."""
    if role in (Role.CLINICIAN, Role.DUTY):
        return tuple(TaskKind)
    return tuple(kind for kind in TaskKind if kind not in CLINICAL)
