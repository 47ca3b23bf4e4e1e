from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed

OPEN = sa.text("closed_at IS NULL")


class TaskKind(StrEnum):
    CALL_FIRST = "call_first"
    CHECK_RESULT = "check_result"
    READ_ANSWERS = "read_answers"
    HELP_WANTED = "help_wanted"
    MORE_TIME = "more_time"
    MOVE_VISIT = "move_visit"
    WRONG_NUMBER = "wrong_number"
    FAILED_MESSAGE = "failed_message"
    STOP_TEXT = "stop_text"
    BATCH_STOPPED = "batch_stopped"
    MOVED_APPOINTMENT = "moved_appointment"
    PRINT_PACK = "print_pack"
    CHECK_DETAILS = "check_details"
    PROMISE_NOT_KEPT = "promise_not_kept"
    MORE_HELP = "more_help"
    TALK_WANTED = "talk_wanted"
    CHECK_IN = "check_in"
    REVIEW_READ = "review_read"
    INVITE_BY_HAND = "invite_by_hand"
    CALL_WANTED = "call_wanted"
    NO_TO_CHECK = "no_to_check"
    CONTENT_EXPIRED = "content_expired"
    MOOD_COVER = "mood_cover"
    REVIEW_LEAFLET = "review_leaflet"
    HOLDER_REVIEW = "holder_review"
    HOLDER_STOPPED = "holder_stopped"
    MERGE_RECORDS = "merge_records"
    TALK_ASKED = "talk_asked"


class Urgency(StrEnum):
    """Highest first. The first three are the hold levels of the results catalogue."""

    NOW = "now"
    SAME_DAY = "same_day"
    NEXT_DAY = "next_day"
    SOON = "soon"


class Task(Record, table=True):
    """Open while `closed_at` is empty. `subject` keeps one open task for one thing (`hold:<cycle id>`): asking twice opens one."""

    __table_args__ = (
        sa.Index("one_open_task", "practice_id", "kind", "subject", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        sa.Index("open_tasks", "practice_id", "closed_at", "due_at"),
    )
    practice_id: UUID = Field(foreign_key="practice.id")
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    kind: TaskKind = Field(sa_type=words(TaskKind))
    urgency: Urgency = Field(default=Urgency.SOON, sa_type=words(Urgency))
    subject: str
    why_sealed: str | None = None
    opened_at: datetime = Field(default_factory=now)
    due_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    outcome: str | None = None
    note_sealed: str | None = None
    why = sealed("why_sealed")
    note = sealed("note_sealed")
