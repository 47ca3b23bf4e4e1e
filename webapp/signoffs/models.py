from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record

STANDS = sa.text("replaced_at IS NULL")


class SignOff(Record, table=True):
    """A clinician's word for one piece of content of one practice. `version` is the fingerprint of what was read; `content_id` as `result:hba1c`.

    Stands while `replaced_at` is empty; good until the end of `expires_on`.
    """

    __tablename__ = "sign_off"
    __table_args__ = (sa.Index("one_standing_sign_off", "practice_id", "content_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),)
    practice_id: UUID = Field(foreign_key="practice.id")
    content_id: str
    version: str
    signed_at: datetime = Field(default_factory=pathway_now)
    signed_by_id: UUID = Field(foreign_key="staff_member.id")
    expires_on: date
    replaced_at: datetime | None = None
