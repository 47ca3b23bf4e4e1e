from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words


class Ruling(StrEnum):
    """What staff said of two who look like one."""

    TWO_PEOPLE = "two_people"
    MERGE_ASKED = "merge_asked"


class DoubleRuling(Record, table=True):
    """Staff looked at two people who look alike. `first_id` is the smaller id, so that a pair stands once. The latest ruling stands."""

    __tablename__ = "double_ruling"
    __table_args__ = (sa.UniqueConstraint("practice_id", "first_id", "second_id"),)
    practice_id: UUID = Field(foreign_key="practice.id")
    first_id: UUID = Field(foreign_key="person.id", index=True)
    second_id: UUID = Field(foreign_key="person.id", index=True)
    ruling: Ruling = Field(sa_type=words(Ruling))
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
