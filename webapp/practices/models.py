from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record, words


class Nation(StrEnum):
    """Whose bank holidays count."""

    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"


class Role(StrEnum):
    RECEPTION = "reception"
    HCA = "hca"
    CLINICIAN = "clinician"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    DUTY = "duty"


class Talker(StrEnum):
    """With whom people talk, by job."""

    NURSE = "nurse"
    DOCTOR = "doctor"
    PHARMACIST = "pharmacist"
    CARE_COORDINATOR = "care_coordinator"
    HEALTH_COACH = "health_coach"
    OTHER = "other"


class TalkWay(StrEnum):
    SURGERY = "surgery"
    PHONE = "phone"
    VIDEO = "video"
    HOME = "home"


Word = TypeVar("Word", bound=StrEnum)


def named(kind: type[Word], values: Iterable[str]) -> list[Word]:
    """Those that there are, each once, in their own order."""
    wanted = set(values)
    return [one for one in kind if one.value in wanted]


class Practice(Record, table=True):
    code: str = Field(unique=True, max_length=12)
    name: str
    phone: str
    nation: Nation = Field(default=Nation.ENGLAND, sa_type=words(Nation))
    opens: time = time(8, 0)
    closes: time = time(18, 30)
    sends_from: time = time(9, 0)
    sends_until: time = time(18, 0)
    out_of_hours: str = ""
    handled_cutoff_days: int = 30
    talk_minutes: int = 30
    # With whom and how people usually talk: words of Talker and TalkWay with commas between. Empty: nothing is said of it.
    talk_with: str = ""
    talk_ways: str = ""
    # They try to give each person the same staff member at both visits, since then.
    same_person_since: datetime | None = None
    gap_days: int = 7
    local_word: str = ""
    # Three tries, the pack and two reminders.
    messages_a_year: int = 6
    # Texts go by the practice's own system, not by our service, since then. By whom is a staff member's id, kept as an opaque id: staff point here.
    own_texts_since: datetime | None = None
    own_texts_by_id: UUID | None = None
    # More messages at once than this need a second person's yes. So long the first five must have been accepted before the rest goes.
    batch_limit: int = 20
    canary_minutes: int = 30
    # Nobody is written to whose details were last looked at longer ago than this.
    details_days: int = 10
    made_at: datetime = Field(default_factory=now)


class StaffMember(Record, table=True):
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    name: str
    email: str = Field(unique=True)
    role: Role = Field(sa_type=words(Role))
    job: str = ""
    began_on: date | None = None
    ended_at: datetime | None = None

    __tablename__ = "staff_member"


class ChecklistItem(Record, table=True):
    """A practice's own checklist: which results it asks for, per condition."""

    __tablename__ = "checklist_item"
    __table_args__ = (sa.UniqueConstraint("practice_id", "condition", "result_code"),)
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    condition: str
    result_code: str
