from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class ImportKind(StrEnum):
    PEOPLE = "people"
    RESULTS = "results"
    APPOINTMENTS = "appointments"
    LEAVERS = "leavers"


class ImportState(StrEnum):
    PREVIEWED = "previewed"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


class ImportRun(Record, table=True):
    """One file. The file itself is kept sealed (base64) until applied, then forgotten."""

    __tablename__ = "import_run"
    practice_id: UUID = Field(foreign_key="practice.id", index=True)
    kind: ImportKind = Field(sa_type=words(ImportKind))
    file_name: str
    digest: str = Field(index=True)
    file_sealed: str | None = None
    state: ImportState = Field(default=ImportState.PREVIEWED, sa_type=words(ImportState))
    counts: dict = Field(default_factory=dict, sa_type=sa.JSON)
    report_sealed: str | None = None
    done_batches: int = 0
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    applied_at: datetime | None = None
    undone_at: datetime | None = None
    undone_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    file = sealed("file_sealed")
    report = sealed("report_sealed")


class ImportedChange(Record, table=True):
    """What one import did to one row, so that it can be undone. `before` is JSON of the old values, empty for an added row."""

    __tablename__ = "imported_change"
    __table_args__ = (sa.Index("changes_of_import", "import_id", "table_name"),)
    import_id: UUID = Field(foreign_key="import_run.id")
    table_name: str
    row_id: UUID
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    before_sealed: str | None = None
    before = sealed("before_sealed")
