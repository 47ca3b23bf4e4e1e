from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now, pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class Origin(StrEnum):
    """Where a loaded instrument came from."""

    FHIR = "fhir"
    LICENCE = "licence"


class InstrumentChoice(Record, table=True):
    """A practice chose to ask an instrument, or not to. The latest stands; without any, what the catalogue says."""

    __tablename__ = "instrument_choice"
    __table_args__ = (sa.Index("choices_of_practice", "practice_id", "instrument", "chosen_at"),)
    practice_id: UUID = Field(foreign_key="practice.id")
    instrument: str
    asked: bool
    chosen_at: datetime = Field(default_factory=now)
    chosen_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")


class LoadedInstrument(Record, table=True):
    """A form or a licensed pack as the practice loaded it, whole. Never changed: a newer version is a row of its own.

    `instrument` is the same for every version. `content` is the JSON that was loaded. `valid_until` and what follows: of a licensed pack.
    """

    __tablename__ = "loaded_instrument"
    __table_args__ = (sa.UniqueConstraint("practice_id", "instrument", "sha256"),)
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    instrument: str = Field(index=True)
    origin: Origin = Field(sa_type=words(Origin))
    title: str
    version: str
    sha256: str
    content_sealed: str
    loaded_at: datetime = Field(default_factory=now)
    loaded_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    withdrawn_at: datetime | None = None
    withdrawn_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    valid_until: date | None = None
    evidence: str = ""
    declared_at: datetime | None = None
    content = sealed("content_sealed")


class ScoreEntry(Record, table=True):
    """A score that staff typed in from elsewhere: the number, its level if it has one, and the day it was taken. A correction replaces it."""

    __tablename__ = "score_entry"
    __table_args__ = (sa.Index("score_entries_of_person", "person_id", "instrument"),)
    person_id: UUID = Field(foreign_key="person.id")
    practice_id: UUID = Field(foreign_key="practice.id")
    instrument: str
    version: str
    sha256: str
    source: str = ""
    amount_sealed: str
    level_sealed: str | None = None
    taken_on: date
    entered_at: datetime = Field(default_factory=pathway_now)
    entered_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    replaced_at: datetime | None = None
    amount = sealed("amount_sealed")
    level = sealed("level_sealed")
