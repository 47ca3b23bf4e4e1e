from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.accounts.models import Tier
from webapp.base.clock import now
from webapp.base.records import Record, words

NOT_ENDED = sa.text("ended_at IS NULL")


class Part(StrEnum):
    """The parts of what is kept about a person, each opened on its own."""

    RESULTS = "results"
    AGENDA = "agenda"
    ANSWERS = "answers"
    MOOD = "mood"
    PLAN = "plan"


class Seen(StrEnum):
    """Where staff, or a carer, met a person's name on a page about many people, and photos of their plan. Kept in the log beside the permissions."""

    LIST = "list.seen"
    SEARCH = "search.seen"
    SHARED = "shared.seen"
    TASK = "task.seen"
    WAITING = "waiting.seen"
    DUTY = "duty.seen"
    TEXTS = "texts.seen"
    REGISTER = "register.seen"
    COHORT = "cohort.seen"
    LETTERS = "letters.seen"
    # Each photo and voice note of a plan is a look of its own: a page with nine of them makes nine lines.
    ALBUM = "album.seen"


class AccessLogEntry(Record, table=True):
    """Somebody looked, or changed something. The person can read theirs."""

    __tablename__ = "access_log"
    __table_args__ = (sa.Index("access_log_of_person", "person_id", "at"),)
    person_id: UUID = Field(foreign_key="person.id")
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    practice_id: UUID | None = Field(default=None, foreign_key="practice.id")
    permission: str
    at: datetime = Field(default_factory=now)


class TierSetting(Record, table=True):
    """A practice moved one permission up or down from the table in the policy."""

    __tablename__ = "tier_setting"
    __table_args__ = (sa.UniqueConstraint("practice_id", "permission"),)
    practice_id: UUID = Field(foreign_key="practice.id")
    permission: str
    tier: Tier = Field(sa_type=words(Tier))


class Use(StrEnum):
    """What a person's words may be used for beside their own care, each asked on its own."""

    STORIES = "stories"
    EVALUATION = "evaluation"
    SURVEYS = "surveys"


class Consent(Record, table=True):
    """The person said yes to one use, from when to when. No row, or only ended ones: no."""

    __table_args__ = (sa.Index("one_open_consent", "person_id", "use", unique=True, sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED),)
    person_id: UUID = Field(foreign_key="person.id")
    use: Use = Field(sa_type=words(Use))
    given_at: datetime = Field(default_factory=now)
    given_by_id: UUID = Field(foreign_key="account.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")
