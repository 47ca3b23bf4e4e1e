from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record


class TextFile(Record, table=True):
    """Texts handed over to a practice's own system: who took them and when, and who took the same file again last."""

    __tablename__ = "text_file"
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID = Field(foreign_key="staff_member.id")
    again_at: datetime | None = None
    again_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")


class TextFileLine(Record, table=True):
    """One text in one file. A text is never in two."""

    __tablename__ = "text_file_line"
    file_id: UUID = Field(foreign_key="text_file.id", index=True)
    message_id: UUID = Field(foreign_key="message.id", unique=True)
