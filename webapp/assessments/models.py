from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed

STANDS = sa.text("replaced_at IS NULL")


class Domain(StrEnum):
    """The four domains of seed 003, and the carer's own part."""

    CLINICAL = "clinical"
    SOCIAL = "social"
    PSYCHOLOGICAL = "psychological"
    LIFESTYLE = "lifestyle"
    CARER = "carer"


class DomainWords(Record, table=True):
    """What was found in one domain, in one cycle. A new save replaces the row before, which is kept."""

    __tablename__ = "assessment_words"
    __table_args__ = (sa.Index("one_standing_domain", "person_id", "practice_id", "domain", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),)
    person_id: UUID = Field(foreign_key="person.id")
    practice_id: UUID = Field(foreign_key="practice.id")
    cycle_id: UUID | None = Field(default=None, foreign_key="cycle.id")
    domain: Domain = Field(sa_type=words(Domain))
    words_sealed: str
    recorded_at: datetime = Field(default_factory=pathway_now)
    recorded_by_id: UUID = Field(foreign_key="staff_member.id")
    replaced_at: datetime | None = None
    words = sealed("words_sealed")


class CarerConsent(Record, table=True):
    """The carer said themself that their own part may be written down and who may read it. Stands while `ended_at` is empty."""

    __tablename__ = "carer_consent"
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    carer_sealed: str
    said_on: date
    recorded_at: datetime = Field(default_factory=pathway_now)
    recorded_by_id: UUID = Field(foreign_key="staff_member.id")
    ended_at: datetime | None = None
    carer = sealed("carer_sealed")


class NeedKind(StrEnum):
    NEED = "need"
    RISK = "risk"


class Outcome(StrEnum):
    IN_PLAN = "in_plan"
    NOT_NOW = "not_now"


class Need(Record, table=True):
    """One need or risk found. Decided when `outcome` is set: it is in the plan, or not now and why.

    `plan_item_id` is an item of the plan, kept as an opaque id: plans stand above this room.
    """

    __tablename__ = "assessment_need"
    __table_args__ = (sa.Index("needs_of_person", "person_id", "practice_id"),)
    person_id: UUID = Field(foreign_key="person.id")
    practice_id: UUID = Field(foreign_key="practice.id")
    cycle_id: UUID | None = Field(default=None, foreign_key="cycle.id")
    domain: Domain = Field(sa_type=words(Domain))
    kind: NeedKind = Field(default=NeedKind.NEED, sa_type=words(NeedKind))
    words_sealed: str
    recorded_at: datetime = Field(default_factory=pathway_now)
    recorded_by_id: UUID = Field(foreign_key="staff_member.id")
    outcome: Outcome | None = Field(default=None, sa_type=words(Outcome))
    plan_item_id: UUID | None = None
    decided_at: datetime | None = None
    decided_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    why_sealed: str | None = None
    withdrawn_at: datetime | None = None
    words = sealed("words_sealed")
    why = sealed("why_sealed")


class FromOthers(Record, table=True):
    """What somebody else told us: who they are, the day it is from, what it says. Never shown to the person's carers."""

    __tablename__ = "information_from_others"
    __table_args__ = (sa.Index("information_of_person", "person_id", "practice_id"),)
    person_id: UUID = Field(foreign_key="person.id")
    practice_id: UUID = Field(foreign_key="practice.id")
    cycle_id: UUID | None = Field(default=None, foreign_key="cycle.id")
    source_sealed: str
    dated_on: date
    words_sealed: str
    recorded_at: datetime = Field(default_factory=pathway_now)
    recorded_by_id: UUID = Field(foreign_key="staff_member.id")
    withdrawn_at: datetime | None = None
    source = sealed("source_sealed")
    words = sealed("words_sealed")
