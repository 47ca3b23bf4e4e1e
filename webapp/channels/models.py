from datetime import datetime

from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record
from webapp.base.sealing import sealed


class PretendText(Record, table=True):
    """The demo's pretend phone: a text that would have gone to a real one."""

    __tablename__ = "pretend_text"
    to_sealed: str
    to_index: str = Field(index=True)
    body_sealed: str
    reference: str = Field(unique=True)
    at: datetime = Field(default_factory=now)
    to = sealed("to_sealed")
    body = sealed("body_sealed")
