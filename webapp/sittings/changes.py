"""Keeping a form that came too late, handing it to the next sign-in of the same account, forgetting it."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.accounts.models import Tier
from webapp.accounts.queries import SignedIn
from webapp.base.clock import now
from webapp.sittings.models import KeptForm
from webapp.sittings.queries import kept_of, sign_in_of
from webapp.sittings.rules import MOST_FORMS, Typed, may_have_back


def keep_form(session: Session, *, typed: Typed, by: SignedIn) -> None:
    """The same form sent twice is kept as it was sent last; of many the oldest go."""
    text = typed.as_text()
    for number, kept in enumerate(kept_of(session, by.account_id, now()), 1):
        old = Typed.from_text(kept.form or "{}")
        same = (old.page, old.action, [name for name, _text in old.fields]) == (typed.page, typed.action, [name for name, _text in typed.fields])
        if same or number >= MOST_FORMS:
            session.delete(kept)
    session.add(KeptForm(account_id=by.account_id, sign_in_id=by.sign_in_id, tier=by.tier, form=text))  # type: ignore[call-arg]
    session.flush()


def hand_on(session: Session, *, account_id: UUID, tier: Tier, token: str, token_before: str) -> bool:
    """The account is back: what it may have of its kept forms belongs to the new sign-in. Is there any?"""
    before, after = sign_in_of(session, token_before), sign_in_of(session, token)
    mine = [kept for kept in kept_of(session, account_id, now()) if may_have_back(kept.tier, tier, same_browser=kept.sign_in_id == before)]
    for kept in mine:
        kept.sign_in_id = after  # type: ignore[assignment]
        session.add(kept)
    session.flush()
    return bool(mine)


def forget_form(session: Session, *, kept_id: UUID, by: UUID) -> None:
    """It was sent. `by` is the account whose it is."""
    session.execute(sa.delete(KeptForm).where(col(KeptForm.id) == kept_id, col(KeptForm.account_id) == by))
