from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now, pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class BatchState(StrEnum):
    """`rules.MAY_MOVE` says from where to where; only `changes.move` moves one."""

    WAITING = "waiting"
    SENT_BACK = "sent_back"
    CANARY = "canary"
    GOING = "going"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


class Batch(Record, table=True):
    """Messages that somebody made together. `asked_by_id`: who asked for the yes last. The `_by_id` are account ids; nobody is the timetable."""

    __table_args__ = (sa.Index("batches_of_practice", "practice_id", "made_at"),)
    practice_id: UUID = Field(foreign_key="practice.id")
    label_sealed: str
    planned: int
    state: BatchState = Field(sa_type=words(BatchState))
    state_at: datetime = Field(default_factory=now)
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    asked_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    approved_at: datetime | None = None
    approved_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    label = sealed("label_sealed")


class BatchLine(Record, table=True):
    """One message of a batch; its id is the message's id. `parts` are what it costs as a text. `canary_at`: since then it is one of the first five."""

    __tablename__ = "batch_line"
    id: UUID = Field(primary_key=True, foreign_key="message.id")
    batch_id: UUID = Field(foreign_key="batch.id", index=True)
    parts: int
    canary_at: datetime | None = None


class LeftOut(StrEnum):
    """Why somebody was in the search and is not in the batch."""

    NO_WAY = "no_way"
    OPTED_OUT = "opted_out"
    BY_HAND = "by_hand"
    OLD_DETAILS = "old_details"
    OTHER = "other"


class BatchLeftOut(Record, table=True):
    __tablename__ = "batch_left_out"
    batch_id: UUID = Field(foreign_key="batch.id", index=True)
    person_id: UUID = Field(foreign_key="person.id")
    why: LeftOut = Field(sa_type=words(LeftOut))


class BatchMove(Record, table=True):
    """Who did what with a batch and when, with their words. The first has no state before it."""

    __tablename__ = "batch_move"
    batch_id: UUID = Field(foreign_key="batch.id", index=True)
    from_state: BatchState | None = Field(default=None, sa_type=words(BatchState))
    to_state: BatchState = Field(sa_type=words(BatchState))
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    why_sealed: str | None = None
    why = sealed("why_sealed")
