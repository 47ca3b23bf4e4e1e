from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class Filler(StrEnum):
    """Who is filling this in?"""

    ME = "me"
    WITH_ME = "with_me"
    FOR_ME = "for_me"


class Pack(Record, table=True):
    """One cycle's pack. `sent_at` is when its message was written; `handed_in_at` the latest press of Send; `read_at` when staff had read it."""

    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    cycle_id: UUID = Field(foreign_key="cycle.id", unique=True)
    made_at: datetime = Field(default_factory=pathway_now)
    sent_at: datetime | None = None
    message_id: UUID | None = Field(default=None, foreign_key="message.id")
    opened_at: datetime | None = None
    # The person asked not to see their results before the talk: since when, and by which account.
    results_wait_since: datetime | None = None
    results_wait_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    filler: Filler | None = Field(default=None, sa_type=words(Filler))
    handed_in_at: datetime | None = None
    read_at: datetime | None = None
    read_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")


class Helping(StrEnum):
    """Who helped: somebody the person named, a carer who came in by their own door, or staff of the surgery."""

    NAMED = "named"
    CARER = "carer"
    STAFF = "staff"


class Support(Record, table=True):
    """Somebody helped a person to fill in their pack. `name` is their name with who they are, as the nurse and the person read it."""

    __tablename__ = "pack_support"
    pack_id: UUID = Field(foreign_key="pack.id", index=True)
    kind: Helping = Field(sa_type=words(Helping))
    name_sealed: str
    began_at: datetime = Field(default_factory=pathway_now)
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    name = sealed("name_sealed")


class AgendaItem(Record, table=True):
    """One thing to talk about: a prompt from the catalogue, or the person's own words. `rank` 1 to 3 is what to talk about first."""

    __tablename__ = "agenda_item"
    __table_args__ = (sa.Index("agenda_of_pack", "pack_id", "withdrawn_at"),)
    pack_id: UUID = Field(foreign_key="pack.id")
    prompt: str | None = None
    words_sealed: str | None = None
    rank: int | None = None
    chosen_at: datetime = Field(default_factory=pathway_now)
    chosen_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    channel: str = "own"
    withdrawn_at: datetime | None = None
    words = sealed("words_sealed")


class Note(Record, table=True):
    """The person's words in one box. `box`: going_well, hard, new, ask, or `result:<code>`. A new save replaces the one before, which is kept."""

    __table_args__ = (sa.Index("notes_of_pack", "pack_id", "replaced_at"),)
    pack_id: UUID = Field(foreign_key="pack.id")
    box: str
    words_sealed: str
    saved_at: datetime = Field(default_factory=pathway_now)
    saved_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    channel: str = "own"
    replaced_at: datetime | None = None
    words = sealed("words_sealed")
