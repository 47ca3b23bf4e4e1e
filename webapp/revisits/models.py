from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words

OPEN = sa.text("ended_at IS NULL")


class Said(StrEnum):
    """What was said of one part of a plan when it was looked at again."""

    STILL_RIGHT = "still_right"
    CHANGED = "changed"
    STOPPED = "stopped"


class Review(Record, table=True):
    """The person looks at their plan again, part by part. One is open at a time; `from_number` is the revision it began with."""

    __tablename__ = "plan_review"
    __table_args__ = (sa.Index("one_open_review", "person_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    plan_id: UUID = Field(foreign_key="plan.id")
    from_number: int
    begun_at: datetime = Field(default_factory=pathway_now)
    begun_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    to_number: int | None = None
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")


class ReviewAnswer(Record, table=True):
    """One part looked at. Only added to: the newest for a place counts. `place` is a section's key, or `goal-<id>`, or `promises`."""

    __tablename__ = "review_answer"
    __table_args__ = (sa.Index("answers_of_review", "review_id", "at"),)
    review_id: UUID = Field(foreign_key="plan_review.id")
    place: str
    said: Said = Field(sa_type=words(Said))
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
