from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed
from webapp.plans.rules import Progress


class ProgressNote(Record, table=True):
    """How one goal is going, on one day. Only ever added to: it changes no word of the plan, and agrees nothing."""

    __tablename__ = "progress_note"
    __table_args__ = (sa.Index("notes_of_plan", "plan_id", "at"),)
    plan_id: UUID = Field(foreign_key="plan.id")
    goal_id: UUID = Field(foreign_key="plan_item.id")
    how: Progress = Field(sa_type=words(Progress))
    words_sealed: str | None = None
    helped_by_sealed: str | None = None
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    words = sealed("words_sealed")
    helped_by = sealed("helped_by_sealed")
