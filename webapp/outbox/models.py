from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.records import Record


class MessageDay(Record, table=True):
    """A UK day on which a message began to go to a person. There is one for each: whatever the workers do, two never go on one day."""

    __tablename__ = "message_day"
    __table_args__ = (sa.UniqueConstraint("person_id", "day"),)
    person_id: UUID = Field(foreign_key="person.id")
    day: date
    message_id: UUID = Field(foreign_key="message.id")
