from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record


class Receipt(Record, table=True):
    """One sending that arrived, in the same transaction as what it wrote. Its id is the key the phone made.

    `form_id`: the form as it was opened on that phone; all its saves share it. `wrote`: ids of the rows this one wrote or replaced, with
    spaces between. `body_hash` is SHA-256 in hex. `leads_to` and `handed` are what the phone was answered, should that answer be lost.
    """

    account_id: UUID = Field(foreign_key="account.id")
    form_id: UUID | None = Field(default=None, index=True)
    body_hash: str
    arrived_at: datetime = Field(default_factory=now, index=True)
    wrote: str = ""
    leads_to: str | None = None
    handed: str | None = None
