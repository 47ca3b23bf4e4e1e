from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record


class Lock(Record, table=True):
    """Both sides said yes to one revision: a keyed fingerprint of all of its words, whose they are, and of these two answers."""

    __tablename__ = "plan_lock"
    plan_id: UUID = Field(foreign_key="plan.id", index=True)
    number: int
    at: datetime = Field(default_factory=pathway_now)
    person_said_id: UUID = Field(foreign_key="plan_agreement.id")
    professional_said_id: UUID = Field(foreign_key="plan_agreement.id")
    digest: str
