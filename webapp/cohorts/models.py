from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record
from webapp.base.sealing import sealed

NOT_ENDED = sa.text("ended_at IS NULL")


class Cohort(Record, table=True):
    """A saved search. `looks_for` is `rules.Criteria` as JSON, never changed: another search is another row.

    `most`: how many people are asked from it in all. `pilot_since`: it is a pilot, measured on its own.
    """

    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    name: str
    looks_for: dict = Field(default_factory=dict, sa_type=sa.JSON)
    most: int | None = None
    pilot_since: datetime | None = None
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")


class CohortRun(Record, table=True):
    """One time it was looked, and what was found: how many, and how many were left out for which reason. Never who."""

    __tablename__ = "cohort_run"
    cohort_id: UUID = Field(foreign_key="cohort.id", index=True)
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    found: int
    left_out: dict = Field(default_factory=dict, sa_type=sa.JSON)


class CohortPerson(Record, table=True):
    """Somebody asked from a cohort, in which year of theirs. `why` is JSON: what was looked for, and what a list said of them, as it was then."""

    __tablename__ = "cohort_person"
    __table_args__ = (sa.UniqueConstraint("cohort_id", "cycle_id"),)
    cohort_id: UUID = Field(foreign_key="cohort.id")
    person_id: UUID = Field(foreign_key="person.id", index=True)
    cycle_id: UUID = Field(foreign_key="cycle.id")
    invited_at: datetime = Field(default_factory=pathway_now)
    invited_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    why_sealed: str
    why = sealed("why_sealed")


class Judgement(Record, table=True):
    """Somebody of the team thinks that a talk would help this person, and says why in words the person can read. Open while `ended_at` is empty."""

    __table_args__ = (sa.Index("one_open_judgement", "practice_id", "person_id", unique=True, sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED),)
    practice_id: UUID = Field(foreign_key="practice.id")
    person_id: UUID = Field(foreign_key="person.id", index=True)
    reason_sealed: str
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    reason = sealed("reason_sealed")
