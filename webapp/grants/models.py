from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.accounts.models import Knew
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
    DETAILS = "details"
    PAPERS = "papers"


class Right(StrEnum):
    """What a carer may do with one part. More than seeing needs a surer sign-in of the person.

    To hold it is in no person's gift: it comes from the surgery's own record of a holder (Holder), never from a grant.
    """

    SEE = "see"
    SUGGEST = "suggest"
    FILL_IN = "fill_in"
    HOLD = "hold"


class Given(StrEnum):
    """How the person said yes. HOLDER: they did not; the surgery opened it for somebody who holds their plan."""

    HERE = "here"
    TALK = "talk"
    PAPER = "paper"
    HOLDER = "holder"


class Grant(Record, table=True):
    """A person shares with one carer, known by a number, a name of the person's choice and a word they tell the carer.

    `why` is in the person's words, and may be empty.
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
    given: Given = Field(default=Given.HERE, sa_type=words(Given))
    why_sealed: str | None = None
    stopped_at: datetime | None = None
    stopped_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    name = sealed("name_sealed")
    phone = sealed("phone_sealed")
    why = sealed("why_sealed")


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


class Basis(StrEnum):
    """Why somebody may hold a plan. Source: Mental Capacity Act 2005, sections 4, 5, 9 and 16; the person's own choice comes first."""

    CHOSEN = "chosen"
    ATTORNEY = "attorney"
    DEPUTY = "deputy"
    BEST_INTERESTS = "best_interests"


class HoldingEnd(StrEnum):
    """Why somebody holds a plan no more. RENEWED: staff looked again and wrote a new one."""

    ABLE_AGAIN = "able_again"
    STAFF = "staff"
    PERSON = "person"
    RENEWED = "renewed"


class Holder(Record, table=True):
    """Somebody of the surgery wrote down that this carer holds the plan of a person who cannot decide about it themselves.

    The carer is whoever came in, or comes in, by the grant. It is good from `starts_on` to `review_on`, both days included, and only for the
    parts named (HeldPart). `evidence` says which paper was seen and `kept_at` where it is: never the paper itself. `capacity` is what was
    found about this one decision, by `assessed_by` on `assessed_on`. Nothing here is changed back: ended is ended.
    """

    __tablename__ = "plan_holder"
    __table_args__ = (sa.Index("one_holder_a_person", "person_id", unique=True, sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED),)
    person_id: UUID = Field(foreign_key="person.id")
    grant_id: UUID = Field(foreign_key="sharing_grant.id", index=True)
    knew: Knew = Field(sa_type=words(Knew))
    basis: Basis = Field(sa_type=words(Basis))
    reason_sealed: str
    evidence_sealed: str
    kept_at_sealed: str
    seen_by_sealed: str
    seen_on: date
    capacity_sealed: str
    assessed_by_sealed: str
    assessed_on: date
    starts_on: date
    review_on: date
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID = Field(foreign_key="account.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    ended_why: HoldingEnd | None = Field(default=None, sa_type=words(HoldingEnd))
    reason = sealed("reason_sealed")
    evidence = sealed("evidence_sealed")
    kept_at = sealed("kept_at_sealed")
    seen_by = sealed("seen_by_sealed")
    capacity = sealed("capacity_sealed")
    assessed_by = sealed("assessed_by_sealed")


class HeldPart(Record, table=True):
    """One part that is held, from when to when. What is not named the person decides on, and nobody holds it."""

    __tablename__ = "held_part"
    __table_args__ = (sa.Index("one_open_held_part", "holder_id", "part", unique=True, sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED),)
    holder_id: UUID = Field(foreign_key="plan_holder.id", index=True)
    part: SharedPart = Field(sa_type=words(SharedPart))
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID = Field(foreign_key="account.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")
