from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record


class Part(StrEnum):
    """The parts of what is kept about a person, each opened on its own."""

    RESULTS = "results"
    AGENDA = "agenda"
    ANSWERS = "answers"
    MOOD = "mood"
    PLAN = "plan"


class AccessLogEntry(Record, table=True):
    """Somebody looked, or changed something. The person can read theirs."""

    __tablename__ = "access_log"
    __table_args__ = (sa.Index("access_log_of_person", "person_id", "at"),)
    person_id: UUID = Field(foreign_key="person.id")
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    practice_id: UUID | None = Field(default=None, foreign_key="practice.id")
    permission: str
    at: datetime = Field(default_factory=now)
