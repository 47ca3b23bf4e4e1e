"""Notices on one device: on, off, moved to the browser's new address. Endings are dated and never taken back."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.accounts.models import SignIn
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.channels.push_address import Subscription
from webapp.push.models import Device, Ended, PushSubscription
from webapp.push.queries import NOT_ENDED, index_of, on_phones, subscriptions_of
from webapp.push.rules import MOST_DEVICES


def turn_on(
    session: Session, *, person_id: UUID, account_id: UUID, phone_id: UUID, address: Subscription, device: Device, browser: str, today: date
) -> PushSubscription:
    """What this browser had before for the same account ends; beyond MOST_DEVICES the oldest does."""
    at = col(PushSubscription.account_id) == account_id
    end(session, sa.or_(col(PushSubscription.endpoint_index) == index_of(address.endpoint), col(PushSubscription.phone_id) == phone_id), at, why=Ended.REPLACED)
    before = subscriptions_of(session, person_id, today)
    end(session, col(PushSubscription.id).in_([one.id for one in before[: max(0, len(before) + 1 - MOST_DEVICES)]]), why=Ended.REPLACED)
    whose: dict[str, Any] = {"person_id": person_id, "account_id": account_id, "phone_id": phone_id, "device": device, "browser": browser}
    made = PushSubscription(**whose, **sealed_parts(address))
    session.add(made)
    session.flush()
    return made


def sealed_parts(address: Subscription) -> dict[str, str]:
    return {"endpoint": address.endpoint, "endpoint_index": index_of(address.endpoint), "p256dh": address.p256dh, "auth": address.auth}


def turn_off(session: Session, *, subscription_id: UUID, person_id: UUID, by: UUID) -> bool:
    """False when this person has no such device."""
    return end(session, col(PushSubscription.id) == subscription_id, col(PushSubscription.person_id) == person_id, why=Ended.OFF, by=by)


def end(session: Session, *where: Any, why: Ended, by: UUID | None = None) -> bool:
    """`by` is an account id. False when none that stood is meant."""
    session.flush()
    change = sa.update(PushSubscription).where(NOT_ENDED, *where).values(ended_at=now(), ended_why=why, ended_by_id=by)
    return session.execute(change).rowcount > 0  # type: ignore[attr-defined]


def keep_in_step(session: Session, *, phone_ids: Collection[UUID], before: str, address: Subscription | None, today: date) -> bool:
    """A browser says that its address is now this one, None for none; `before` is the one it had. True: it goes on.

    Known by the phones that this browser remembers and by the address it had, for nobody need be signed in when a browser changes it.
    """
    rows = [one for one in on_phones(session, phone_ids, today) if one.endpoint_index == index_of(before)]
    if not rows or address is None:
        end(session, col(PushSubscription.id).in_([one.id for one in rows]), why=Ended.BROWSER)
        return False
    for one in rows:
        if one.address != address:
            same = {"person_id": one.person_id, "account_id": one.account_id, "phone_id": one.phone_id, "device": one.device, "browser": one.browser}
            turn_on(session, **same, address=address, today=today)
    return True


def follow_phone(session: Session, before: Collection[UUID], phone_id: UUID) -> None:
    """The same phone is remembered anew: notices go on."""
    session.execute(sa.update(PushSubscription).where(NOT_ENDED, col(PushSubscription.phone_id).in_(before)).values(phone_id=phone_id))


def end_with_sign_out(session: Session, *, token: str, phone_ids: Collection[UUID]) -> None:
    """Whoever signs out of this browser, by the sign-in's `token`, gets no more notices in it."""
    found = sa.select(col(SignIn.account_id), col(SignIn.phone_id)).where(col(SignIn.token_hash) == token_hash(token))
    account_id, phone_id = session.execute(found).first() or (None, None)
    here = [*phone_ids, *([phone_id] if phone_id else [])]
    end(session, col(PushSubscription.account_id) == account_id, col(PushSubscription.phone_id).in_(here), why=Ended.SIGNED_OUT, by=account_id)
