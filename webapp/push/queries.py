"""Reading where notices may go."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts.models import Account, RememberedPhone
from webapp.accounts.phones import standing
from webapp.base.clock import now
from webapp.base.sealing import ring
from webapp.messages.models import Message
from webapp.people.models import Person
from webapp.push.models import PushNotice, PushSubscription

NEWS_LASTS = timedelta(days=14)
NOT_ENDED = col(PushSubscription.ended_at).is_(None)


def index_of(endpoint: str) -> str:
    return ring().blind(endpoint, "push endpoint")


def live(today: date, *conditions: Any):
    """Those that notices may go to: said yes to, on a phone that is still remembered, by an account and a person that still are."""
    return (
        select(PushSubscription)
        .join(RememberedPhone, col(RememberedPhone.id) == PushSubscription.phone_id)
        .join(Account, col(Account.id) == PushSubscription.account_id)
        .join(Person, col(Person.id) == PushSubscription.person_id)
        .where(NOT_ENDED, *standing(today), col(Account.ended_at).is_(None), col(Person.died_on).is_(None), *conditions)
        .order_by(col(PushSubscription.made_at), col(PushSubscription.id))
    )


def subscriptions_of(session: Session, person_id: UUID, today: date) -> list[PushSubscription]:
    """Oldest first."""
    return list(session.exec(live(today, col(PushSubscription.person_id) == person_id)))


def on_phones(session: Session, phone_ids: Collection[UUID], today: date) -> list[PushSubscription]:
    """Everybody's in a browser that holds these remembered phones."""
    return list(session.exec(live(today, col(PushSubscription.phone_id).in_(phone_ids)))) if phone_ids else []


def of_people(session: Session, person_ids: Collection[UUID], today: date) -> dict[UUID, list[PushSubscription]]:
    found: dict[UUID, list[PushSubscription]] = {}
    for one in session.exec(live(today, col(PushSubscription.person_id).in_(person_ids))) if person_ids else ():
        found.setdefault(one.person_id, []).append(one)
    return found


def newest_news(session: Session, person_id: UUID) -> str | None:
    """The template of the text behind the newest notice of the last days. None: nothing, or a trial."""
    text = sa.select(Message.template).join(PushNotice, col(PushNotice.text_id) == Message.id).where(col(PushNotice.person_id) == person_id)
    newest = text.where(col(PushNotice.made_at) > now() - NEWS_LASTS).order_by(col(PushNotice.made_at).desc(), col(PushNotice.id))
    return session.scalars(newest).first()
