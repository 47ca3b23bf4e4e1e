from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now, pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed
from webapp.plans.rules import Progress


class ProgressNote(Record, table=True):
    """How one goal is going, on one day. Only ever added to: it changes no word of the plan, and agrees nothing."""

    __tablename__ = "progress_note"
    __table_args__ = (sa.Index("notes_of_plan", "plan_id", "at"),)
    plan_id: UUID = Field(foreign_key="plan.id")
    goal_id: UUID = Field(foreign_key="plan_item.id")
    how: Progress = Field(sa_type=words(Progress))
    words_sealed: str | None = None
    helped_by_sealed: str | None = None
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    words = sealed("words_sealed")
    helped_by = sealed("helped_by_sealed")


class Checked(Record, table=True):
    """Somebody looked at one part of a plan and said that it is still true. `place` is a section's key."""

    __tablename__ = "plan_checked"
    __table_args__ = (sa.Index("checked_of_plan", "plan_id", "place"),)
    plan_id: UUID = Field(foreign_key="plan.id")
    place: str
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")


class RhythmKind(StrEnum):
    """How long a part of a plan stands before it is asked after; how often the whole plan is looked at again."""

    STILL_TRUE = "still_true"
    REVIEW = "review"


class Rhythm(Record, table=True):
    """Months that somebody chose: the person for themselves, a practice for everybody (then no `person_id`), or a clinician for a person, with why."""

    __tablename__ = "plan_rhythm"
    __table_args__ = (sa.Index("rhythms_of_person", "person_id", "kind"), sa.Index("rhythms_of_practice", "practice_id", "kind"))
    kind: RhythmKind = Field(sa_type=words(RhythmKind))
    months: int
    person_id: UUID | None = Field(default=None, foreign_key="person.id")
    practice_id: UUID | None = Field(default=None, foreign_key="practice.id")
    why_sealed: str | None = None
    set_at: datetime = Field(default_factory=pathway_now)
    set_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    ended_at: datetime | None = None
    why = sealed("why_sealed")


class NudgeKind(StrEnum):
    """A text that the person chose: how their goals are going, or that the day to look at the plan again is near."""

    GOALS = "goals"
    REVIEW = "review"


class Nudge(Record, table=True):
    """Open while `ended_at` is empty. `next_on` is the day it is due; `since` is the true time, to be held against a stop of texts."""

    __table_args__ = (sa.Index("nudges_due", "ended_at", "next_on"),)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    kind: NudgeKind = Field(sa_type=words(NudgeKind))
    every_days: int
    next_on: date
    chosen_at: datetime = Field(default_factory=pathway_now)
    since: datetime = Field(default_factory=now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    message_id: UUID | None = Field(default=None, foreign_key="message.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")


class Way(StrEnum):
    """How somebody wants to be asked."""

    TEXT = "text"
    POST = "post"
    PHONE = "phone"


class Agreed(Record, table=True):
    """What was agreed with somebody who looks after themselves: how often they are asked how they are, and how. Open while `ended_at` is empty."""

    __tablename__ = "check_in_agreed"
    __table_args__ = (sa.Index("check_ins_due", "ended_at", "next_on"),)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    every_weeks: int
    way: Way = Field(sa_type=words(Way))
    next_on: date
    agreed_at: datetime = Field(default_factory=pathway_now)
    agreed_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    ended_at: datetime | None = None


class CheckIn(Record, table=True):
    """Asked once how they are. Waits while `answered_at` and `closed_at` are empty."""

    __tablename__ = "check_in"
    __table_args__ = (sa.Index("check_ins_waiting", "person_id", "answered_at"),)
    person_id: UUID = Field(foreign_key="person.id")
    practice_id: UUID = Field(foreign_key="practice.id")
    agreed_id: UUID = Field(foreign_key="check_in_agreed.id")
    way: Way = Field(sa_type=words(Way))
    asked_at: datetime = Field(default_factory=pathway_now)
    answer_by: date
    message_id: UUID | None = Field(default=None, foreign_key="message.id")
    chased_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    answers_sealed: str | None = None
    help_wanted_at: datetime | None = None
    closed_at: datetime | None = None
    answers = sealed("answers_sealed")
