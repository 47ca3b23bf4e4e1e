from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed
from webapp.channels.push_address import Subscription

STANDS = sa.text("ended_at IS NULL")


class Device(StrEnum):
    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"


class Ended(StrEnum):
    """Why no more goes there."""

    OFF = "off"
    SIGNED_OUT = "signed_out"
    # The phone is not remembered any more.
    PHONE = "phone"
    # The push service says that there is no such browser any more.
    GONE = "gone"
    # The browser was given another address.
    REPLACED = "replaced"
    # The browser itself took the consent back.
    BROWSER = "browser"


class PushSubscription(Record, table=True):
    """One person's yes in one browser, on a phone that is remembered as their own. Two people of one phone have a row each, with one address.

    `browser` is a word of `rules.BROWSERS`. `worked_at`: when the push service last took something for it.
    """

    __tablename__ = "push_subscription"
    __table_args__ = (sa.Index("one_yes_in_a_browser", "account_id", "endpoint_index", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    account_id: UUID = Field(foreign_key="account.id")
    phone_id: UUID = Field(foreign_key="remembered_phone.id", index=True)
    endpoint_sealed: str
    endpoint_index: str = Field(index=True, max_length=64)
    p256dh_sealed: str
    auth_sealed: str
    device: Device = Field(sa_type=words(Device))
    browser: str = ""
    made_at: datetime = Field(default_factory=now)
    worked_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: Ended | None = Field(default=None, sa_type=words(Ended))
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    endpoint = sealed("endpoint_sealed")
    p256dh = sealed("p256dh_sealed")
    auth = sealed("auth_sealed")

    @property
    def address(self) -> Subscription:
        return Subscription(self.endpoint, self.p256dh, self.auth)  # type: ignore[arg-type]


class PushNotice(Record, table=True):
    """One notice that went, or goes, to one browser; its id is its message's. `text_id`: the text that follows it, none for a person's own test.

    `opened_at`: when the person came in by it.
    """

    __tablename__ = "push_notice"
    __table_args__ = (sa.ForeignKeyConstraint(["id"], ["message.id"], name="fk_push_notice_id_message"),)
    subscription_id: UUID = Field(foreign_key="push_subscription.id", index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    text_id: UUID | None = Field(default=None, foreign_key="message.id", index=True)
    made_at: datetime = Field(default_factory=now, index=True)
    opened_at: datetime | None = None
