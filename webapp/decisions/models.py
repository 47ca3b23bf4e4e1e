from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed

STANDS = sa.text("replaced_at IS NULL")


class How(StrEnum):
    """`afterwards`: the person, alone or with somebody of theirs, without the surgery."""

    ROOM = "room"
    PHONE = "phone"
    VIDEO = "video"
    VISIT = "visit"
    AFTERWARDS = "afterwards"


class Conversation(Record, table=True):
    """One of the many talks about one plan. `practice_id` is empty when the person began it alone. It may be said that it was none; the row stays."""

    __tablename__ = "conversation"
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID | None = Field(default=None, foreign_key="practice.id")
    cycle_id: UUID | None = Field(default=None, foreign_key="cycle.id")
    begun_at: datetime = Field(default_factory=pathway_now)
    begun_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    withdrawn_at: datetime | None = None
    withdrawn_by_id: UUID | None = Field(default=None, foreign_key="account.id")


class ConversationDetails(Record, table=True):
    """The day, how, who was there and what for. Never written over: a new save replaces the row before, which is kept.

    `present` has a line for each who was there, see `rules.present_kept`.
    """

    __tablename__ = "conversation_details"
    __table_args__ = (sa.Index("one_standing_details", "conversation_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),)
    conversation_id: UUID = Field(foreign_key="conversation.id", index=True)
    held_on: date
    how: How = Field(sa_type=words(How))
    present_sealed: str
    purpose_sealed: str | None = None
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    replaced_at: datetime | None = None
    present = sealed("present_sealed")
    purpose = sealed("purpose_sealed")


class ConversationSave(Record, table=True):
    """What was saved in it: the number of one revision of the plan."""

    __tablename__ = "conversation_save"
    __table_args__ = (sa.UniqueConstraint("plan_id", "number"),)
    conversation_id: UUID = Field(foreign_key="conversation.id", index=True)
    plan_id: UUID = Field(foreign_key="plan.id")
    number: int


class ConversationNote(Record, table=True):
    """A thought that came afterwards, in the words of whoever wrote it. Nobody changes it and nobody takes it away."""

    __tablename__ = "conversation_note"
    conversation_id: UUID = Field(foreign_key="conversation.id", index=True)
    words_sealed: str
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    words = sealed("words_sealed")
