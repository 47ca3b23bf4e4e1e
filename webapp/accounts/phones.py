"""Phones that proved themselves once: remembered, looked up by their cookie, ended from anywhere."""

import secrets
from collections.abc import Callable, Collection, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts import rules
from webapp.accounts.models import Account, RememberedPhone
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.people.models import Person

# What a room above keeps with a phone goes on when the same phone is remembered anew: (session, ids before, id now).
FOLLOWING: list[Callable[[Session, Collection[UUID], UUID], None]] = []


def remember_phone(session: Session, *, account: Account, until_on: date) -> tuple[str, RememberedPhone]:
    """Returns the token for the cookie, and the row. It stands in for a code, never for the date of birth."""
    token = secrets.token_urlsafe(32)
    phone = RememberedPhone(account_id=account.id, token_hash=token_hash(token), until_on=until_on)
    session.add(phone)
    session.flush()
    return token, phone


def end_phone(session: Session, *, phone_id: UUID, account_id: UUID, by: UUID | None) -> bool:
    """Ends one phone of this account, and what it signed in to. `by` is the account that did it. False when there is no such phone."""
    change = sa.update(RememberedPhone).where(col(RememberedPhone.id) == phone_id, col(RememberedPhone.account_id) == account_id)
    return session.execute(change.where(col(RememberedPhone.ended_at).is_(None)).values(ended_at=now(), ended_by_id=by)).rowcount == 1  # type: ignore[attr-defined]


def phones_of(session: Session, account_id: UUID, today: date) -> list[RememberedPhone]:
    """Those that still stand in for a code, newest first."""
    found = select(RememberedPhone).where(RememberedPhone.account_id == account_id, *standing(today))
    return list(session.exec(found.order_by(col(RememberedPhone.made_at).desc(), col(RememberedPhone.id))))


def phones_by_tokens(session: Session, tokens: Sequence[str], today: date) -> list[tuple[RememberedPhone, Account, Person]]:
    """Whom this browser is remembered for, registered anywhere or not. Two people may share one phone."""
    if not tokens:
        return []
    found = (
        select(RememberedPhone, Account, Person)
        .join(Account, col(Account.id) == RememberedPhone.account_id)
        .join(Person, col(Person.id) == Account.person_id)
        .where(col(RememberedPhone.token_hash).in_([token_hash(token) for token in tokens]), *standing(today))
        .where(col(Person.died_on).is_(None), col(Account.ended_at).is_(None))
    )
    return list(session.exec(found.order_by(col(RememberedPhone.made_at), col(RememberedPhone.id))))


def standing(today: date) -> tuple:
    return (col(RememberedPhone.ended_at).is_(None), col(RememberedPhone.until_on) >= today, col(RememberedPhone.wrong_tries) < rules.MOST_TRIES)


def spend_try(session: Session, phone_id: UUID) -> bool:
    """False when the five tries are used up. Five wrong dates turn the phone back into a strange one."""
    change = sa.update(RememberedPhone).where(col(RememberedPhone.id) == phone_id, col(RememberedPhone.wrong_tries) < rules.MOST_TRIES)
    return session.execute(change.values(wrong_tries=RememberedPhone.wrong_tries + 1)).rowcount == 1  # type: ignore[attr-defined]


def give_tries_back(session: Session, phone_id: UUID) -> None:
    session.execute(sa.update(RememberedPhone).where(col(RememberedPhone.id) == phone_id).values(wrong_tries=0))
