from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words


class CheckOffer(Record, table=True):
    """A text offered the care check of this year to the person, once. Whether they answered stands elsewhere, and not here."""

    __tablename__ = "check_offer"
    cycle_id: UUID = Field(foreign_key="cycle.id", unique=True)
    message_id: UUID = Field(foreign_key="message.id", index=True)
    offered_at: datetime = Field(default_factory=pathway_now)


class Way(StrEnum):
    """How the plan went into the GP record: pasted as text, or taken along as a file."""

    TEXT = "text"
    FILE = "file"


class RecordCopy(Record, table=True):
    """The agreed plan went into the person's GP record: when, by whom, which revision. `digest` is of what went, so that it can be told again."""

    __tablename__ = "record_copy"
    __table_args__ = (sa.Index("copies_of_person", "person_id", "at"),)
    person_id: UUID = Field(foreign_key="person.id")
    practice_id: UUID = Field(foreign_key="practice.id")
    number: int
    way: Way = Field(sa_type=words(Way))
    digest: str
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
