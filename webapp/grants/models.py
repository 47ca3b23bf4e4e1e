from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed

STANDS, NOT_ENDED = sa.text("stopped_at IS NULL"), sa.text("ended_at IS NULL")


class SharedPart(StrEnum):
    """The parts of a plan, each shared on its own, and getting ready for the talk, where a carer may write and never read.

    What social care costs is no part: it is in no share.
    """

    ABOUT = "about"
    GOALS = "goals"
    PROMISES = "promises"
    DANGER = "danger"
    TEAM = "team"
    PACK = "pack"
    ABOUT_ME = "about-me"
    CHANGES = "when-things-change"
    LOOKING_AFTER = "looking-after"
    HEALTH = "health"
    MEDICINES = "medicines"
    CONTACTS = "contacts"
    WEEK = "week"
    SERVICES = "help-and-services"
    EQUIPMENT = "equipment"
    WISHES = "wishes"
    DECISIONS = "decisions"


class Right(StrEnum):
    """What a carer may do with one part. More than seeing needs a surer sign-in of the person."""

    SEE = "see"
    SUGGEST = "suggest"
    FILL_IN = "fill_in"


class Grant(Record, table=True):
    """A person shares with one carer, known by a number, a name of the person's choice and a word they tell the carer.

    `account_id` is set once the carer came in. A grant is never changed back: stopped is stopped, and `until_on` is its last day.
    """

    __tablename__ = "sharing_grant"
    __table_args__ = (
        sa.Index("one_grant_a_number", "person_id", "phone_index", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
        sa.Index("grants_of_number", "phone_index", "word_hash"),
    )
    person_id: UUID = Field(foreign_key="person.id")
    name_sealed: str
    phone_sealed: str
    phone_index: str = Field(max_length=64)
    word_hash: str
    account_id: UUID | None = Field(default=None, foreign_key="account.id", index=True)
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID = Field(foreign_key="account.id")
    until_on: date
    stopped_at: datetime | None = None
    stopped_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    name = sealed("name_sealed")
    phone = sealed("phone_sealed")


class GrantPart(Record, table=True):
    """One part of one grant, from when to when. Open while `ended_at` is empty."""

    __tablename__ = "sharing_grant_part"
    __table_args__ = (sa.Index("one_open_part", "grant_id", "part", unique=True, sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED),)
    grant_id: UUID = Field(foreign_key="sharing_grant.id", index=True)
    part: SharedPart = Field(sa_type=words(SharedPart))
    right: Right = Field(default=Right.SEE, sa_type=words(Right))
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID = Field(foreign_key="account.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")
