from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record
from webapp.base.sealing import sealed

OPEN = sa.text("closed_at IS NULL")


class MoodCover(Record, table=True):
    """Who reads mood answers at one practice, in which hours, and what was checked before PHQ-9 may be asked there.

    `crisis_*`: the crisis numbers for this place were checked. `officer_*`: the Clinical Safety Officer's sign-off and who wrote it down.
    `stood_since` is set while every condition holds, as the job last saw it; the gate itself never reads it.
    """

    __tablename__ = "mood_cover"
    practice_id: UUID = Field(foreign_key="practice.id", unique=True)
    lead_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    deputy_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    manager_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    reads_from: time | None = None
    reads_until: time | None = None
    duty_phone_sealed: str | None = None
    deputy_phone_sealed: str | None = None
    manager_phone_sealed: str | None = None
    protocol: str = ""
    officer: str = ""
    officer_on: date | None = None
    officer_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    crisis_on: date | None = None
    crisis_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    stopped_at: datetime | None = None
    stopped_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    stood_since: datetime | None = None
    changed_at: datetime = Field(default_factory=pathway_now)
    changed_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    duty_phone = sealed("duty_phone_sealed")
    deputy_phone = sealed("deputy_phone_sealed")
    manager_phone = sealed("manager_phone_sealed")


class AlertTest(Record, table=True):
    """A test text to the duty contacts. Acknowledged when a named person says, on the duty list, that it came."""

    __tablename__ = "alert_test"
    __table_args__ = (sa.Index("alert_tests", "practice_id", "sent_at"),)
    practice_id: UUID = Field(foreign_key="practice.id")
    sent_at: datetime = Field(default_factory=pathway_now)
    sent_by_id: UUID = Field(foreign_key="staff_member.id")
    acknowledged_at: datetime | None = None
    acknowledged_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")


class DutyEntry(Record, table=True):
    """One answer that somebody must act on now. Open while `closed_at` is empty; `subject` keeps one open entry for one set of answers.

    `said` is JSON, a list of {question, words, first, at}: the words chosen, and the first ones if they were changed. Never a level, never a score.
    `rule` and `clock` are ids of results.json. The times are the pathway's; `stored_at` is when the server stored the answer.
    """

    __tablename__ = "duty_entry"
    __table_args__ = (
        sa.Index("one_open_entry", "practice_id", "subject", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        sa.Index("open_entries", "practice_id", "closed_at", "stored_at"),
    )
    practice_id: UUID = Field(foreign_key="practice.id")
    person_id: UUID = Field(foreign_key="person.id", index=True)
    subject: str
    rule: str
    clock: str
    stored_at: datetime = Field(default_factory=pathway_now)
    said_sealed: str
    call_me_sealed: str | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    closed_at: datetime | None = None
    closed_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    outcome: str | None = None
    next_step_sealed: str | None = None
    said = sealed("said_sealed")
    call_me = sealed("call_me_sealed")
    next_step = sealed("next_step_sealed")


class DutyStep(Record, table=True):
    """The clock reached so many staffed minutes and nobody had acknowledged: done once, whichever machine saw it first."""

    __tablename__ = "duty_step"
    __table_args__ = (sa.UniqueConstraint("entry_id", "minutes"),)
    entry_id: UUID = Field(foreign_key="duty_entry.id")
    minutes: int
    at: datetime = Field(default_factory=pathway_now)
