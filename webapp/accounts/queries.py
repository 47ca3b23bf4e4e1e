"""Reading who is signed in. One query a request."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.accounts.models import Account, Link, RememberedPhone, SignIn, Tier
from webapp.database.plain import Plain
from webapp.database.session import Glance
from webapp.people.models import Person
from webapp.practices.models import Role, StaffMember

# What a finger or a face opened is shut again after so long without a touch: their own pages stay open, and one touch opens it again.
STRONG_SLEEPS = timedelta(minutes=5)


@dataclass(frozen=True)
class SignedIn:
    """The visitor of this request: a person at a tier, a staff member of one practice, or a carer with the word they were told.

    `has_slept`: a passkey had made it strong, and it was quiet for too long since.
    """

    is_authenticated: ClassVar[bool] = True

    account_id: UUID
    sign_in_id: UUID
    tier: Tier
    person_id: UUID | None
    staff_id: UUID | None
    practice_id: UUID | None
    role: Role | None
    name: str
    seen_at: datetime
    ends_at: datetime
    idle_minutes: int
    carer_id: UUID | None = None
    word_hash: str | None = None
    phone_id: UUID | None = None
    given_by_id: UUID | None = None
    not_own_at: datetime | None = None
    passkey_id: UUID | None = None
    has_slept: bool = False

    @property
    def is_on_own_phone(self) -> bool:
        """Only a remembered phone is surely their own; everywhere else signing out is offered."""
        return self.phone_id is not None

    @property
    def over_at(self) -> datetime:
        """When this ends if nothing more is asked for."""
        return min(self.ends_at, self.seen_at + timedelta(minutes=self.idle_minutes))

    @cached_property
    def standing(self) -> tuple[Any, ...]:
        """Everything but when they were last seen: whoever stands as before is shown the same."""
        return tuple(getattr(self, known.name) for known in fields(self) if known.name != "seen_at")

    @property
    def kind(self) -> str:
        return "staff" if self.staff_id else "carer" if self.carer_id else "person"


VISITOR: tuple[Any, ...] = (
    SignIn.account_id,
    SignIn.id,
    SignIn.tier,
    Account.person_id,
    Account.staff_id,
    SignIn.practice_id,
    StaffMember.role,
    StaffMember.name,
    SignIn.seen_at,
    SignIn.ends_at,
    SignIn.idle_minutes,
    Account.carer_id,
    SignIn.word_hash,
    SignIn.phone_id,
    SignIn.given_by_id,
    SignIn.not_own_at,
    SignIn.passkey_id,
)
ENDINGS: tuple[Any, ...] = (Link.stopped_at, RememberedPhone.ended_at, Account.ended_at, StaffMember.ended_at, Person.died_on)
HAS_MOVED = sa.and_(col(StaffMember.id).is_not(None), col(SignIn.practice_id).is_distinct_from(StaffMember.practice_id))


BY_TOKEN = Plain(
    sa.select(*VISITOR, *ENDINGS)
    .join(Account, col(Account.id) == SignIn.account_id)
    .outerjoin(StaffMember, col(StaffMember.id) == Account.staff_id)
    .outerjoin(Person, col(Person.id) == Account.person_id)
    .outerjoin(Link, col(Link.id) == SignIn.link_id)
    .outerjoin(RememberedPhone, col(RememberedPhone.id) == SignIn.phone_id)
    .where(col(SignIn.token_hash) == sa.bindparam("token"), col(SignIn.ended_at).is_(None), ~HAS_MOVED),
    made=lambda row: None if any(row[len(VISITOR) :]) else SignedIn(*row[:7], row[7] or "", *row[8 : len(VISITOR)]),
    remembered=500,
)


def signed_in_by(source: Session | Glance, token_hash: str, now: datetime) -> SignedIn | None:
    """The visitor behind a cookie. None when it was never given, has ended or timed out; its link, phone, account or staff post ended;

    the person died; or the staff member is at another practice by now.
    """
    visitor = not_ended_by(source, token_hash)
    if visitor is None or visitor.over_at <= now:
        return None
    has_slept = visitor.tier is Tier.STRONG and visitor.passkey_id is not None and visitor.seen_at + STRONG_SLEEPS <= now
    return replace(visitor, tier=Tier.OWN, has_slept=True) if has_slept else visitor


def timed_out_by(source: Session | Glance, token_hash: str, now: datetime) -> SignedIn | None:
    """Who it was behind a cookie, when time alone has ended it. Nothing may be shown for it."""
    visitor = not_ended_by(source, token_hash)
    return visitor if visitor and visitor.over_at <= now else None


def not_ended_by(source: Session | Glance, token_hash: str) -> SignedIn | None:
    return next(iter(BY_TOKEN.read(source, token=token_hash)), None)
