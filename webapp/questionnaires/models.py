from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record
from webapp.base.sealing import sealed


class Response(Record, table=True):
    """One person's answers to one instrument in one cycle. Finished when `sent_at` is set; each answer is its own save.

    `version`, and of a loaded instrument `sha256`, say which wording was answered: an old score can always be explained.
    """

    __table_args__ = (sa.UniqueConstraint("cycle_id", "instrument"),)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    cycle_id: UUID = Field(foreign_key="cycle.id")
    instrument: str
    version: str
    sha256: str = ""
    started_at: datetime = Field(default_factory=pathway_now)
    sent_at: datetime | None = None


class Answer(Record, table=True):
    """One answer: an option value as text, or `skipped`. The latest replaces the one before, which is kept with `replaced_at`."""

    __table_args__ = (sa.Index("answers_of_response", "response_id", "replaced_at"),)
    response_id: UUID = Field(foreign_key="response.id")
    question: str
    words_sealed: str
    saved_at: datetime = Field(default_factory=pathway_now)
    saved_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    channel: str = "own"
    replaced_at: datetime | None = None
    words = sealed("words_sealed")


class UnnamedResponse(Record, table=True):
    """What one person answered without their name: no person, no cycle, no sign-in, no time but the month, an id drawn by lot.

    `said` is JSON: question -> words. Without a row number SQLite keeps the rows in the order of their ids; PostgreSQL's own order and
    row marks are undone by `unnamed.save_unnamed`, which writes a month anew.
    """

    __tablename__ = "unnamed_response"
    __table_args__ = (sa.Index("unnamed_of_practice", "practice_id", "month"), {"sqlite_with_rowid": False})
    practice_id: UUID = Field(foreign_key="practice.id")
    instrument: str
    version: str
    month: date
    said_sealed: str
    said = sealed("said_sealed")


class UnnamedTaken(Record, table=True):
    """This person chose to answer without their name. It says in which month, not when, and not what became of it."""

    __tablename__ = "unnamed_taken"
    __table_args__ = (sa.UniqueConstraint("cycle_id", "instrument"), {"sqlite_with_rowid": False})
    person_id: UUID = Field(foreign_key="person.id", index=True)
    cycle_id: UUID = Field(foreign_key="cycle.id")
    instrument: str
    month: date
