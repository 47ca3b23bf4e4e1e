from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed
from webapp.grants.models import SharedPart


class Said(StrEnum):
    """What the person said of a suggestion. However they answer, only they change their plan."""

    KEPT = "kept"
    OWN_WORDS = "own_words"
    NO = "no"


class Suggestion(Record, table=True):
    """A carer's words beside one part of a plan. They wait until the person answers them; nothing is ever taken away."""

    person_id: UUID = Field(foreign_key="person.id", index=True)
    grant_id: UUID = Field(foreign_key="sharing_grant.id", index=True)
    part: SharedPart = Field(sa_type=words(SharedPart))
    words_sealed: str
    made_at: datetime = Field(default_factory=now)
    by_id: UUID = Field(foreign_key="account.id")
    said: Said | None = Field(default=None, sa_type=words(Said))
    said_at: datetime | None = None
    said_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    words = sealed("words_sealed")
