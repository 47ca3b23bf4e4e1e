from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.records import Record


class SurveyTaken(Record, table=True):
    """This member of staff answered in this month. Nothing leads from here to what they said."""

    __tablename__ = "survey_taken"
    __table_args__ = (sa.UniqueConstraint("staff_id", "instrument", "month"), {"sqlite_with_rowid": False})
    staff_id: UUID = Field(foreign_key="staff_member.id")
    instrument: str
    month: date
