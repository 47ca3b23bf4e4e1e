from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class Asker(StrEnum):
    SELF = "self"
    CARER = "carer"


class Outcome(StrEnum):
    INVITED = "invited"
    TALKED = "talked"
    NO = "no"


class Told(StrEnum):
    """How the answer reached whoever asked."""

    PHONE = "phone"
    LETTER = "letter"
    FACE = "face"


class TalkAsk(Record, table=True):
    """One request, as it was typed. Open while `answered_at` is empty.

    Who it is about nobody knows until a member of staff has looked: `person_id` is set by hand alone. `recorded_by_id`: staff wrote it down.
    """

    __tablename__ = "talk_ask"
    __table_args__ = (sa.Index("asks_of_practice", "practice_id", "answered_at", "asked_at"),)
    practice_id: UUID = Field(foreign_key="practice.id")
    asked_at: datetime = Field(default_factory=pathway_now)
    asker: Asker = Field(sa_type=words(Asker))
    recorded_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    name_sealed: str
    born_sealed: str
    reach_sealed: str
    asker_name_sealed: str | None = None
    note_sealed: str | None = None
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    matched_at: datetime | None = None
    matched_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    answered_at: datetime | None = None
    answered_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    outcome: Outcome | None = Field(default=None, sa_type=words(Outcome))
    told: Told | None = Field(default=None, sa_type=words(Told))
    answer_sealed: str | None = None
    name = sealed("name_sealed")
    born = sealed("born_sealed")
    reach = sealed("reach_sealed")
    asker_name = sealed("asker_name_sealed")
    note = sealed("note_sealed")
    answer = sealed("answer_sealed")
