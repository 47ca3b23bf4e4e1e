from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record

STANDS = sa.text("replaced_at IS NULL")


class OwnChecklistItem(Record, table=True):
    """One result on the checklist a practice set for one person, in place of the practice's own for their conditions. Stands while `replaced_at` is empty."""

    __tablename__ = "own_checklist_item"
    __table_args__ = (sa.Index("one_own_checklist_item", "person_id", "practice_id", "code", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),)
    person_id: UUID = Field(foreign_key="person.id")
    practice_id: UUID = Field(foreign_key="practice.id")
    code: str
    recorded_at: datetime = Field(default_factory=pathway_now)
    recorded_by_id: UUID = Field(foreign_key="staff_member.id")
    replaced_at: datetime | None = None
