"""Reading what is kept, newest first."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts.models import SignIn
from webapp.accounts.tokens import token_hash
from webapp.sittings.models import KeptForm
from webapp.sittings.rules import KEPT_FOR


def kept_of(session: Session, account_id: UUID, at: datetime) -> list[KeptForm]:
    """Of this account, not yet forgotten."""
    found = select(KeptForm).where(KeptForm.account_id == account_id, KeptForm.made_at > at - KEPT_FOR)
    return list(session.exec(found.order_by(col(KeptForm.made_at).desc(), col(KeptForm.id))))


def kept_here(session: Session, sign_in_id: UUID, at: datetime) -> list[KeptForm]:
    """What this sign-in may have back."""
    found = select(KeptForm).where(KeptForm.sign_in_id == sign_in_id, KeptForm.made_at > at - KEPT_FOR)
    return list(session.exec(found.order_by(col(KeptForm.made_at).desc(), col(KeptForm.id))))


def sign_in_of(session: Session, token: str) -> UUID | None:
    """The sign-in behind a cookie, ended or not."""
    return session.scalar(sa.select(col(SignIn.id)).where(col(SignIn.token_hash) == token_hash(token))) if token else None
