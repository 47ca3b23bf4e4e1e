from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words


class LeafletKind(StrEnum):
    LEAFLET = "leaflet"
    FILM = "film"
    PAGE = "page"


class Leaflet(Record, table=True):
    """Something a practice gives people to read. `text` is always there: of a film or a web page it says the same in words.

    A change is a new row; the one before keeps when it ended and what took its place. Shown until `review_on` has passed.
    """

    __table_args__ = (sa.Index("leaflets_of_practice", "practice_id", "ended_at"),)
    practice_id: UUID = Field(foreign_key="practice.id")
    kind: LeafletKind = Field(sa_type=words(LeafletKind))
    title: str
    text: str
    address: str = ""
    owner: str
    source: str
    review_on: date
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID = Field(foreign_key="staff_member.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    replaces_id: UUID | None = Field(default=None, foreign_key="leaflet.id")
