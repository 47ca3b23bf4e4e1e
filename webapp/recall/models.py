from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed

OPEN = sa.text("ended_at IS NULL")


class Means(StrEnum):
    """How somebody was asked. The last two are a human's."""

    SMS = "sms"
    EMAIL = "email"
    PUSH = "push"
    LETTER = "letter"
    PHONE = "phone"
    VISIT = "visit"


class RecallSetting(Record, table=True):
    """How one practice asks. `month` is for everybody alike, empty: each in the month of their birthday. The days are between one try and the next;
    `last_after` days after the third a human takes over. `by_itself_since`: the timetable asks who is due without anybody's press."""

    __tablename__ = "recall_setting"
    practice_id: UUID = Field(foreign_key="practice.id", unique=True)
    month: int | None = None
    second_after: int = 7
    third_after: int = 28
    last_after: int = 14
    first_way: Means = Field(default=Means.SMS, sa_type=words(Means))
    second_way: Means = Field(default=Means.SMS, sa_type=words(Means))
    third_way: Means = Field(default=Means.LETTER, sa_type=words(Means))
    by_itself_since: datetime | None = None
    set_at: datetime = Field(default_factory=pathway_now)
    set_by_id: UUID | None = Field(default=None, foreign_key="account.id")


class RecallMonth(Record, table=True):
    """The month (1 to 12) in which one person wants to be asked, whatever the practice's is. Stands while `ended_at` is empty."""

    __tablename__ = "recall_month"
    __table_args__ = (sa.Index("one_month_of_person", "person_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),)
    person_id: UUID = Field(foreign_key="person.id")
    month: int
    chosen_at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    ended_at: datetime | None = None


class Stop(StrEnum):
    """Why nobody is asked any more."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_NOW = "not_now"
    WANTS_A_CALL = "wants_a_call"
    UNABLE = "unable"
    BOOKED = "booked"
    DIED = "died"
    LEFT = "left"
    LOOKS_AFTER_SELF = "looks_after_self"
    OPTED_OUT = "opted_out"
    NEXT_YEAR = "next_year"
    GIVEN_UP = "given_up"


class HandOver(StrEnum):
    """Why a human must reach somebody."""

    NO_REPLY = "no_reply"
    NO_WAY = "no_way"
    NOT_SENT = "not_sent"
    NOT_DELIVERED = "not_delivered"


class Recall(Record, table=True):
    """Somebody is being asked to the talk of one year. `next_on`: the day of the next step; empty with humans, and once it ended.

    At most one is open for a cycle; asked again later ("not now"), there is another.
    """

    __table_args__ = (
        sa.Index("one_open_recall", "cycle_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        sa.Index("recalls_of_practice", "practice_id", "ended_at", "tries"),
        sa.Index("recalls_due", "next_on"),
    )
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    cycle_id: UUID = Field(foreign_key="cycle.id", index=True)
    # The key of a group with a wording of its own; empty: the words for everyone.
    cohort: str = ""
    label_sealed: str | None = None
    begun_at: datetime = Field(default_factory=pathway_now)
    begun_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    tries: int = 0
    next_on: date | None = None
    by_hand_since: datetime | None = None
    by_hand_why: HandOver | None = Field(default=None, sa_type=words(HandOver))
    ended_at: datetime | None = None
    ended_why: Stop | None = Field(default=None, sa_type=words(Stop))
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    label = sealed("label_sealed")


class CameOf(StrEnum):
    """What came of asking by hand."""

    SPOKE = "spoke"
    NO_ANSWER = "no_answer"
    LEFT_WORD = "left_word"
    POSTED = "posted"


class Attempt(Record, table=True):
    """One time somebody was asked. `number` 1 to 3 is the engine's; empty: a human phoned, wrote or went there, and `came_of` says what became of it.

    Its message knows the words' version and whether it arrived.
    """

    __tablename__ = "recall_attempt"
    __table_args__ = (sa.UniqueConstraint("recall_id", "number"), sa.Index("attempts_of_person", "person_id", "made_at"))
    recall_id: UUID = Field(foreign_key="recall.id")
    person_id: UUID = Field(foreign_key="person.id")
    number: int | None = None
    means: Means = Field(sa_type=words(Means))
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    message_id: UUID | None = Field(default=None, foreign_key="message.id", index=True)
    link_id: UUID | None = Field(default=None, foreign_key="link.id", index=True)
    came_of: CameOf | None = Field(default=None, sa_type=words(CameOf))
    note_sealed: str | None = None
    note = sealed("note_sealed")


class Said(StrEnum):
    """What a person answered. The last is for staff: somebody cannot take part now."""

    ACCEPT = "accept"
    TALK = "talk"
    NOT_NOW = "not_now"
    DECLINE = "decline"
    UNABLE = "unable"


class Heard(StrEnum):
    """How an answer came."""

    LINK = "link"
    PHONE = "phone"
    POST = "post"
    IN_PERSON = "in_person"


class Reply(Record, table=True):
    """An answer. The newest counts. `sure_at`: when it was shown to be the person's own word, by a date of birth or by staff who heard it.

    `month` is the first day of the month in which to ask again.
    """

    __tablename__ = "recall_reply"
    __table_args__ = (sa.Index("replies_of_person", "person_id", "at"), sa.Index("replies_to_ask_again", "said", "month"))
    recall_id: UUID = Field(foreign_key="recall.id", index=True)
    person_id: UUID = Field(foreign_key="person.id")
    practice_id: UUID = Field(foreign_key="practice.id")
    said: Said = Field(sa_type=words(Said))
    month: date | None = None
    heard: Heard = Field(sa_type=words(Heard))
    at: datetime = Field(default_factory=pathway_now)
    attempt_id: UUID | None = Field(default=None, foreign_key="recall_attempt.id")
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    sure_at: datetime | None = None
    note_sealed: str | None = None
    note = sealed("note_sealed")
