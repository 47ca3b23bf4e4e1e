"""Copies of a plan that phones keep: one row each, so that one is ended from anywhere. What is in a copy is sealed on its phone and not known here."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts.models import Account, Passkey, PlanCopy, RememberedPhone
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.people.models import Person

# Without the person signed in on that phone for so long it is gone; the phone counts the same days by itself: static/js/plan-copy.js.
LASTS = timedelta(days=30)


class Standing(StrEnum):
    """What a phone is told of its copy: to take it off, to keep it, or that its 30 days begin anew."""

    GONE = "gone"
    KEPT = "kept"
    RENEWED = "renewed"


def note_copy(session: Session, *, account_id: UUID, phone_id: UUID, passkey_id: UUID | None) -> str:
    """Returns the phone's token; only its hash is kept. This person's earlier copy on the same phone ends."""
    end_copies(session, by=account_id, where=(col(PlanCopy.account_id) == account_id, col(PlanCopy.phone_id) == phone_id))
    token = secrets.token_urlsafe(32)
    session.add(PlanCopy(account_id=account_id, phone_id=phone_id, passkey_id=passkey_id, token_hash=token_hash(token)))
    session.flush()
    return token


def copies_where(*conditions: Any):
    """Those that may still be on their phones."""
    return (
        select(PlanCopy)
        .join(RememberedPhone, col(RememberedPhone.id) == PlanCopy.phone_id)
        .join(Account, col(Account.id) == PlanCopy.account_id)
        .join(Person, col(Person.id) == Account.person_id)
        .outerjoin(Passkey, col(Passkey.id) == PlanCopy.passkey_id)
        .where(col(PlanCopy.ended_at).is_(None), col(PlanCopy.seen_at) > now() - LASTS, col(RememberedPhone.ended_at).is_(None))
        .where(col(Passkey.ended_at).is_(None), col(Account.ended_at).is_(None), col(Person.died_on).is_(None), *conditions)
    )


def copies_of(session: Session, account_id: UUID) -> list[PlanCopy]:
    """Oldest first."""
    return list(session.exec(copies_where(PlanCopy.account_id == account_id).order_by(col(PlanCopy.made_at), col(PlanCopy.id))))


def standing(session: Session, *, token: str, seen: UUID | None) -> Standing:
    """`seen`: the account that is surely signed in where the token came from. Only its own copy is renewed by it."""
    copy = session.exec(copies_where(PlanCopy.token_hash == token_hash(token))).first()
    if copy is None:
        return Standing.GONE
    if copy.account_id != seen:
        return Standing.KEPT
    copy.seen_at = now()
    session.add(copy)
    return Standing.RENEWED


def end_copies(session: Session, *, by: UUID | None, where: Collection[Any]) -> bool:
    """False when none that stood is meant."""
    change = sa.update(PlanCopy).where(col(PlanCopy.ended_at).is_(None), *where).values(ended_at=now(), ended_by_id=by)
    return session.execute(change).rowcount > 0  # type: ignore[attr-defined]


def end_copy(session: Session, *, copy_id: UUID, account_id: UUID, by: UUID) -> bool:
    """False when this account has no such copy."""
    return end_copies(session, by=by, where=(col(PlanCopy.id) == copy_id, col(PlanCopy.account_id) == account_id))


def end_copy_on_phone(session: Session, *, token: str) -> None:
    """Whoever held that phone took the copy off it."""
    end_copies(session, by=None, where=(col(PlanCopy.token_hash) == token_hash(token),))


def follow_phone(session: Session, *, before: Collection[UUID], phone_id: UUID) -> None:
    """The same phone is remembered anew: what it keeps stays."""
    session.execute(sa.update(PlanCopy).where(col(PlanCopy.phone_id).in_(before), col(PlanCopy.ended_at).is_(None)).values(phone_id=phone_id))
