from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record


class DataRecord(Record, table=True):
    """What a practice agreed about the data it looks through. A change is a new row; the newest of a practice stands."""

    __tablename__ = "data_record"
    __table_args__ = (sa.Index("data_records_of_practice", "practice_id", "made_at"),)
    practice_id: UUID = Field(foreign_key="practice.id")
    controller: str = ""
    basis: str = ""
    agreement: str = ""
    contact: str = ""
    review_on: date | None = None
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    replaces_id: UUID | None = Field(default=None, foreign_key="data_record.id", unique=True)
