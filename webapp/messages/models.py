from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from webapp.base.clock import now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed
from webapp.people.models import Way


class MessageKind(StrEnum):
    """A kind decides when it may go: a code a person asked for at any hour, all else in sending hours."""

    CODE = "code"
    DESK_CODE = "desk_code"
    PACK_READY = "pack_ready"
    REMINDER = "reminder"
    DATE_MOVED = "date_moved"
    INVITATION = "invitation"
    # The person asked for it themselves: a reminder of a step, a question how it goes.
    CHOSEN = "chosen"
    # On the person's own phone, before another message, whose turn it has.
    NOTICE = "notice"
    # A notice on their phone that the person asked for, to see that it works.
    TRIAL = "trial"
    # To a member of staff, about no one person.
    STAFF_ALERT = "staff_alert"


class MessageState(StrEnum):
    DUE = "due"
    SENDING = "sending"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    # For a practice that sends with a system of its own.
    HELD = "held"
    HANDED_OVER = "handed_over"
    CALLED_BACK = "called_back"


class Message(Record, table=True):
    """What we mean to say to one person, or to staff (then without a person), kept whole. Its id is our reference for it at the provider.

    The two `_by_id` are account ids, kept as opaque ids: accounts stand above this room.
    """

    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    kind: MessageKind = Field(sa_type=words(MessageKind))
    way: Way = Field(default=Way.SMS, sa_type=words(Way))
    template: str
    # Whose words: `own 3`, the practice's third wording of it, or `came 1a2b3c4d`, those that came with the app.
    version: str | None = None
    language: str = "en"
    to_sealed: str
    body_sealed: str
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID | None = None
    due_at: datetime
    useless_after: datetime
    state: MessageState = Field(default=MessageState.DUE, sa_type=words(MessageState))
    state_at: datetime = Field(default_factory=now)
    state_by_id: UUID | None = None
    why: str | None = None
    provider_id: str | None = Field(default=None, index=True)
    to = sealed("to_sealed")
    body = sealed("body_sealed")


class WaitingRow(NamedTuple):
    id: UUID
    person_id: UUID | None
    practice_id: UUID
    kind: MessageKind
    way: Way
    useless_after: datetime
    to_sealed: str
    body_sealed: str


class Waiting(WaitingRow):
    """What sending needs of one message, read without an object that a session keeps and watches. The words stay sealed until they are asked for."""

    __slots__ = ()
    __tablename__ = "message"
    to = sealed("to_sealed")
    body = sealed("body_sealed")


class HeldFor(StrEnum):
    """What a message waits for that no worker can bring."""

    # The file for a practice's own system.
    FILE = "file"
    # Somebody prints it.
    PRINTING = "printing"
    # A fresher list of people, which says who died or left.
    DETAILS = "details"
    # A second person's yes to the batch it is in.
    APPROVAL = "approval"


NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class QueueEntry(Record, table=True):
    """The small hot table the worker claims from; its id is the message's id. Gone once the message is accepted, failed or cancelled.

    `due_at` is the pathway's time and is empty for what may go at any hour. `free_at` is the true time before which nobody may
    touch the row: the end of a lease, of a quarantine or of a pause between two tries. `token` is set while somebody holds it.
    One that is held has `held_at` and `held_for`, and is due `NEVER`: no worker meets it. `messages.holding` holds and frees.
    """

    __tablename__ = "message_queue"
    __table_args__ = (
        sa.Index("ix_message_queue_due", "due_at", "free_at"),
        sa.Index("ix_message_queue_held", "free_at", sqlite_where=sa.text("token IS NOT NULL"), postgresql_where=sa.text("token IS NOT NULL")),
    )
    due_at: datetime | None = None
    free_at: datetime = Field(default_factory=now)
    token: str | None = None
    attempts: int = 0
    unknown_since: datetime | None = None
    stop_why: str | None = None
    held_at: datetime | None = None
    held_for: HeldFor | None = Field(default=None, sa_type=words(HeldFor))


class MessageTally(SQLModel, table=True):
    """How many messages of one way were sent, failed, are unknown: only ever more. Counted in the transaction that writes it down."""

    __tablename__ = "message_tally"
    way: Way = Field(sa_type=words(Way), primary_key=True)
    came_of: str = Field(primary_key=True)
    many: int = 0


# The queue is worked on row by row without loading objects.
QUEUE: sa.Table = QueueEntry.__table__  # type: ignore[attr-defined]


class Wording(Record, table=True):
    """A practice's own wording of one message, in one language. A change is a new row; what no longer stands keeps when it ended and by whom.

    `number` counts the wordings of one template at this practice. `cohort` is the key of a group with words of its own; empty is everyone.
    `read_by` is who read it, for a language that nobody has signed in the app. It is about no person.
    """

    __table_args__ = (
        sa.UniqueConstraint("practice_id", "template", "number"),
        sa.Index(
            "one_standing_wording",
            *("practice_id", "template", "cohort", "language"),
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )
    practice_id: UUID = Field(foreign_key="practice.id")
    template: str
    cohort: str = ""
    language: str = "en"
    text: str
    number: int
    read_by: str = ""
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID = Field(foreign_key="staff_member.id")
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
