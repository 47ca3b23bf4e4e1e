from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record
from webapp.base.sealing import sealed


class ScoreList(Record, table=True):
    """One file of scores. It counts from `applied_at` to `taken_back_at`; before that it was only looked at.

    `method`: how the score was made; `reason`: why these people are asked, in words they can read. `counts` and `report` are those of the preview.
    """

    __tablename__ = "score_list"
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    name: str
    method: str
    reason: str
    file_name: str
    digest: str
    counts: dict = Field(default_factory=dict, sa_type=sa.JSON)
    report_sealed: str | None = None
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    applied_at: datetime | None = None
    taken_back_at: datetime | None = None
    report = sealed("report_sealed")

    @property
    def counts_now(self) -> bool:
        return self.applied_at is not None and self.taken_back_at is None


class RiskScore(Record, table=True):
    """One person's score on one list. `amount` is decimal text; `reason` what the file said of this one person."""

    __tablename__ = "risk_score"
    __table_args__ = (sa.UniqueConstraint("list_id", "person_id"),)
    list_id: UUID = Field(foreign_key="score_list.id")
    person_id: UUID = Field(foreign_key="person.id", index=True)
    amount_sealed: str
    reason_sealed: str | None = None
    amount = sealed("amount_sealed")
    reason = sealed("reason_sealed")
