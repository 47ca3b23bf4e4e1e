from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now, pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class EthnicGroup(StrEnum):
    """The five broad groups of the ONS census of 2021 (England and Wales), and who did not say. Nothing kept at all is "not known".

    Which of the NHS Data Dictionary's ETHNIC CATEGORY (16+1: A to S, and Z) belongs to which stands in `reports/ethnic_terms.json`. Chinese is
    among the Asian groups, as the ONS has it since 2011; the Dictionary, of 2001, has it among the others.
    """

    ASIAN = "asian"
    BLACK = "black"
    MIXED = "mixed"
    WHITE = "white"
    OTHER = "other"
    NOT_STATED = "not_stated"


class Deprivation(StrEnum):
    """In which tenth (decile) or fifth (quintile) of a nation's small areas somebody lives; 1 is the most deprived.

    Source: the English Indices of Deprivation (IMD), and the same measures of Wales, Scotland and Northern Ireland. A fifth is never made a tenth.
    """

    TENTH_1 = "1/10"
    TENTH_2 = "2/10"
    TENTH_3 = "3/10"
    TENTH_4 = "4/10"
    TENTH_5 = "5/10"
    TENTH_6 = "6/10"
    TENTH_7 = "7/10"
    TENTH_8 = "8/10"
    TENTH_9 = "9/10"
    TENTH_10 = "10/10"
    FIFTH_1 = "1/5"
    FIFTH_2 = "2/5"
    FIFTH_3 = "3/5"
    FIFTH_4 = "4/5"
    FIFTH_5 = "5/5"

    @property
    def fifth(self) -> int:
        place, of = map(int, self.split("/"))
        return (place + 1) // 2 if of == 10 else place


class Person(Record, table=True):
    """`ethnic_group` and `deprivation` are there to be counted, and for the person's own data: nobody is ever shown whose they are."""

    nhs_number: str = Field(unique=True, max_length=10)
    surname: str
    given_name: str
    known_as: str | None = None
    born_on: date
    sex: str | None = None
    language: str = "en"
    ethnic_group: EthnicGroup | None = Field(default=None, sa_type=words(EthnicGroup))
    deprivation: Deprivation | None = Field(default=None, sa_type=words(Deprivation))
    died_on: date | None = None
    conditions_imported_at: datetime | None = None
    made_at: datetime = Field(default_factory=now)

    @property
    def name(self) -> str:
        return f"{self.known_as or self.given_name} {self.surname}"


class Registration(Record, table=True):
    """One stay with one practice. Open while `ended_on` is empty; at most one is open.

    `seen_at`: when the GP system's own list last said that they are here: it named them, or said who died or left and did not name them.
    A true time; empty when nobody knows, as after that list was taken back.
    """

    __table_args__ = (
        sa.Index("one_open_registration", "person_id", unique=True, sqlite_where=sa.text("ended_on IS NULL"), postgresql_where=sa.text("ended_on IS NULL")),
        sa.Index("registration_of_practice", "practice_id", "ended_on"),
    )
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    started_on: date
    ended_on: date | None = None
    ended_why: str | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    seen_at: datetime | None = Field(default_factory=now)


class Way(StrEnum):
    """How a message leaves. A letter waits until somebody prints it."""

    SMS = "sms"
    EMAIL = "email"
    PUSH = "push"
    LETTER = "letter"


class Stop(StrEnum):
    """What a person may ask us to stop: one way of writing to them, or everything but paper."""

    TEXTS = "texts"
    EMAILS = "emails"
    ALL_BUT_PAPER = "all_but_paper"


class ContactKind(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"
    EMAIL = "email"
    ADDRESS = "address"


class ContactPoint(Record, table=True):
    """A way to reach a person. `value` is E.164 for phones, lines for an address. Confirmed = staff checked it with the person, dated."""

    __tablename__ = "contact_point"
    person_id: UUID = Field(foreign_key="person.id", index=True)
    kind: ContactKind = Field(sa_type=words(ContactKind))
    value_sealed: str
    value_index: str = Field(index=True, max_length=64)
    source: str = "import"
    recorded_at: datetime = Field(default_factory=now)
    recorded_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    confirmed_at: datetime | None = None
    confirmed_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    shared_with_sealed: str | None = None
    stopped_at: datetime | None = None
    stopped_why: str | None = None
    value = sealed("value_sealed")
    shared_with = sealed("shared_with_sealed")


class Need(Record, table=True):
    """A format, language or adjustment the person needs (Accessible Information Standard)."""

    person_id: UUID = Field(foreign_key="person.id", index=True)
    code: str
    words: str
    recorded_at: datetime = Field(default_factory=now)
    ended_at: datetime | None = None


class PersonCondition(Record, table=True):
    """A long-term condition on the record. `code` is one of the catalogue's, or empty when the words were not recognised."""

    __tablename__ = "person_condition"
    person_id: UUID = Field(foreign_key="person.id", index=True)
    code: str | None = None
    words: str
    recorded_at: datetime = Field(default_factory=now)
    ended_at: datetime | None = None


class Carer(Record, table=True):
    """Somebody who helps one or more people here. All we know of them is a phone that they showed is theirs; each person has their own name for them."""

    phone_sealed: str
    phone_index: str = Field(unique=True, max_length=64)
    made_at: datetime = Field(default_factory=now)
    phone = sealed("phone_sealed")


class ContactChoice(Record, table=True):
    """The person asked us to stop one way of writing to them: a `Stop`. Open while `ended_at` is empty."""

    __tablename__ = "contact_choice"
    person_id: UUID = Field(foreign_key="person.id", index=True)
    stops: str
    since: datetime = Field(default_factory=now)
    recorded_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    ended_at: datetime | None = None


class OptOutWay(StrEnum):
    """How somebody said that we may not look for them."""

    ON_THE_WEB = "on_the_web"
    ON_PAPER = "on_paper"
    TO_STAFF = "to_staff"


class PlanningOptOut(Record, table=True):
    """The person said no to being looked for and invited. Open while `ended_at` is empty; it goes with them to another practice.

    `why` is how they said it. The two `_by_id` are of staff, and empty where the person did it.
    """

    __tablename__ = "planning_opt_out"
    __table_args__ = (
        sa.Index("one_open_opt_out", "person_id", unique=True, sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")),
    )
    person_id: UUID = Field(foreign_key="person.id", index=True)
    since: datetime = Field(default_factory=pathway_now)
    why: OptOutWay = Field(sa_type=words(OptOutWay))
    recorded_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")


class CardWord(Record, table=True):
    """The word on the card that a person was given: our texts say it, so that they can tell them from a scam. It opens nothing.

    A new word ends the one before. `made_by_id` is an account id, kept as an opaque id: accounts stand above this room.
    """

    __tablename__ = "card_word"
    __table_args__ = (
        sa.Index("one_word_now", "person_id", unique=True, sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")),
    )
    person_id: UUID = Field(foreign_key="person.id", index=True)
    word_sealed: str
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID | None = None
    ended_at: datetime | None = None
    word = sealed("word_sealed")
