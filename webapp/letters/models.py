from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words


class Maker(StrEnum):
    """Who makes the letters of one run: our printer, or a service that writes braille and speaks."""

    PRINTER = "printer"
    SERVICE = "service"


class LetterRun(Record, table=True):
    """Letters that were printed, or given to the service, in one go. `again_at` is the last time the same ones were printed once more."""

    __tablename__ = "letter_run"
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    maker: Maker = Field(default=Maker.PRINTER, sa_type=words(Maker))
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID = Field(foreign_key="staff_member.id")
    again_at: datetime | None = None
    again_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    posted_at: datetime | None = None
    posted_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")


class RunLetter(Record, table=True):
    """One letter in one run. A letter is never in two."""

    __tablename__ = "letter_of_run"
    run_id: UUID = Field(foreign_key="letter_run.id", index=True)
    message_id: UUID = Field(foreign_key="message.id", unique=True)
