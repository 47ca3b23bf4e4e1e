"""Signing in and out."""

import secrets
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts.models import Account, SignIn, Tier
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now

# Idle minutes and the longest a sign-in may last, by tier. Source: security-and-safety 4.5.
LASTS = {Tier.OPENED: (30, 2), Tier.LETTERBOX: (30, 2), Tier.OWN: (30, 12), Tier.STRONG: (30, 12), Tier.STAFF: (15, 10)}


def start_sign_in(
    session: Session, *, account: Account, tier: Tier, practice_id: UUID | None = None, link_id: UUID | None = None, phone_id: UUID | None = None
) -> str:
    """Returns the token for the cookie; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    idle, hours = LASTS[tier]
    session.add(
        SignIn(
            token_hash=token_hash(token),
            account_id=account.id,
            tier=tier,
            practice_id=practice_id,
            link_id=link_id,
            phone_id=phone_id,
            ends_at=now() + timedelta(hours=hours),
            idle_minutes=idle,
        )
    )
    session.flush()
    return token


def end_sign_in(session: Session, *, sign_in_id: UUID) -> None:
    session.execute(sa.update(SignIn).where(col(SignIn.id) == sign_in_id, col(SignIn.ended_at).is_(None)).values(ended_at=now()))


def account_of_person(session: Session, person_id: UUID) -> Account:
    """The person's account, made the first time it is needed."""
    found = session.exec(select(Account).where(Account.person_id == person_id)).first()
    if found is None:
        found = Account(person_id=person_id)
        session.add(found)
        session.flush()
    return found
