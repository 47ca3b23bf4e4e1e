from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from webapp.accounts.models import Tier
from webapp.base.clock import now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class KeptForm(Record, table=True):
    """What was posted when the time was over: sealed, and only ever given back to whoever posted it. `tier` is theirs at that time.

    `form` is JSON: {"page": the address it stood on, "action": the path it was posted to, "typed": [[name, text], ...]}.
    """

    __tablename__ = "kept_form"
    account_id: UUID = Field(foreign_key="account.id", index=True)
    sign_in_id: UUID = Field(foreign_key="sign_in.id", index=True)
    tier: Tier = Field(sa_type=words(Tier))
    made_at: datetime = Field(default_factory=now)
    form_sealed: str
    form = sealed("form_sealed")
