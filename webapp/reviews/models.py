from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record


class CheckOffer(Record, table=True):
    """A text offered the care check of this year to the person, once. Whether they answered stands elsewhere, and not here."""

    __tablename__ = "check_offer"
    cycle_id: UUID = Field(foreign_key="cycle.id", unique=True)
    message_id: UUID = Field(foreign_key="message.id", index=True)
    offered_at: datetime = Field(default_factory=pathway_now)
