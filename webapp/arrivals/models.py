from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class ArrivalState(StrEnum):
    """`beside`: there was a plan here already; both are kept, and a human decides with the person."""

    PREVIEWED = "previewed"
    LOADED = "loaded"
    BESIDE = "beside"
    PUT_AWAY = "put_away"


class Arrival(Record, table=True):
    """A plan as a file that came with a person. `file` is the whole of it, also what both sides once said; empty once put away.

    `number` is the revision it became here. `made_at` is when the file was made, there.
    """

    __table_args__ = (sa.Index("arrivals_of_practice", "practice_id", "came_at"),)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    state: ArrivalState = Field(default=ArrivalState.PREVIEWED, sa_type=words(ArrivalState))
    digest: str
    came_from: str
    made_at: datetime | None = None
    came_at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    settled_at: datetime | None = None
    number: int | None = None
    file_sealed: str | None = None
    file = sealed("file_sealed")
