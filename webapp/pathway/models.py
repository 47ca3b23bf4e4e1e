from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words


class Stage(StrEnum):
    """Where one person is in one year. Moved only by `changes.move`."""

    ENTRY = "entry"
    INVITED = "invited"
    GATHERING = "gathering"
    TRIAGED = "triaged"
    PACK_SENT = "pack_sent"
    PREPARED = "prepared"
    CONVERSATION = "conversation"
    PLAN_AGREED = "plan_agreed"
    LIVING_IT = "living_it"
    REVIEW_DUE = "review_due"
    DECLINED = "declined"
    LEFT = "left"
    LOOKING_AFTER_MYSELF = "looking_after_myself"
    DIED = "died"


class Cycle(Record, table=True):
    """One person's one year. At most one is open."""

    __table_args__ = (
        sa.Index("one_open_cycle", "person_id", unique=True, sqlite_where=sa.text("closed_on IS NULL"), postgresql_where=sa.text("closed_on IS NULL")),
        sa.Index("cycles_of_practice", "practice_id", "stage"),
    )
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    stage: Stage = Field(default=Stage.ENTRY, sa_type=words(Stage))
    stage_since: datetime = Field(default_factory=pathway_now)
    started_on: date
    entry_reason: str = ""
    closed_on: date | None = None


class StageMove(Record, table=True):
    """The dated history behind `Cycle.stage`, written by the same function."""

    __tablename__ = "stage_move"
    cycle_id: UUID = Field(foreign_key="cycle.id", index=True)
    from_stage: Stage = Field(sa_type=words(Stage))
    to_stage: Stage = Field(sa_type=words(Stage))
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    why: str = ""


class AppointmentKind(StrEnum):
    INFORMATION = "information"
    CONVERSATION = "conversation"


class Appointment(Record, table=True):
    """An information visit or a conversation. Replaced, cancelled and missed are dated facts; a standing one has none of the three."""

    __table_args__ = (sa.Index("appointments_by_day", "practice_id", "starts_at"),)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    cycle_id: UUID | None = Field(default=None, foreign_key="cycle.id", index=True)
    kind: AppointmentKind = Field(sa_type=words(AppointmentKind))
    starts_at: datetime
    minutes: int = 30
    with_whom: str = ""
    place: str = ""
    source: str = "import"
    made_at: datetime = Field(default_factory=pathway_now)
    replaced_at: datetime | None = None
    replaced_by_id: UUID | None = Field(default=None, foreign_key="appointment.id")
    cancelled_at: datetime | None = None
    did_not_attend_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return not (self.replaced_at or self.cancelled_at or self.did_not_attend_at)
