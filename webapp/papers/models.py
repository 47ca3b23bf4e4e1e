from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record
from webapp.base.sealing import sealed


class Print(Record, table=True):
    """One pack that was printed: when, for whom, in which letters and words, and what each code on it means (`key`, JSON of codes.Key).

    `code` stands on every sheet and says nothing of the person. `version` is that of the prompts' catalogue.
    """

    __tablename__ = "paper_print"
    code: str = Field(unique=True, max_length=8)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    cycle_id: UUID = Field(foreign_key="cycle.id", index=True)
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    points: int
    language: str
    version: str
    key_sealed: str
    key = sealed("key_sealed")


class Typed(Record, table=True):
    """One answer of a print, as the surgery typed it in. A later one for the same code replaces it, and the one before is kept."""

    __tablename__ = "paper_typed"
    __table_args__ = (sa.Index("typed_of_print", "print_id", "replaced_at"),)
    print_id: UUID = Field(foreign_key="paper_print.id")
    code: str
    said_sealed: str
    typed_at: datetime = Field(default_factory=pathway_now)
    typed_by_id: UUID = Field(foreign_key="staff_member.id")
    row_id: UUID | None = None
    replaced_at: datetime | None = None
    said = sealed("said_sealed")
