"""Signing in and out, and stopping a number that is not the person's."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts.links import OpenLink, stop_links
from webapp.accounts.models import Account, LinkKind, SignIn, Tier
from webapp.accounts.queries import SignedIn
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.messages.changes import cancel_messages
from webapp.messages.models import Message
from webapp.people.models import Carer, ContactPoint
from webapp.people.queries import contact_points, mobile_of
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency

# Idle minutes and the longest a sign-in may last, by tier. Source: security-and-safety 4.5.
LASTS = {Tier.OPENED: (30, 2), Tier.LETTERBOX: (30, 2), Tier.OWN: (30, 12), Tier.STRONG: (30, 12), Tier.STAFF: (15, 10), Tier.CARER: (15, 8)}
# Where others use the phone too.
NOT_OWN = (10, 2)
# One sitting, by a code that staff made.
AT_THE_DESK = (15, 1)
WRONG_NUMBER = "wrong_number"


def start_sign_in(
    session: Session,
    *,
    account: Account,
    tier: Tier,
    practice_id: UUID | None = None,
    link_id: UUID | None = None,
    phone_id: UUID | None = None,
    lasts: tuple[int, int] | None = None,
    word_hash: str | None = None,
    given_by: UUID | None = None,
    passkey_id: UUID | None = None,
    not_own: bool = False,
) -> str:
    """Returns the token for the cookie; only its hash is kept. `lasts`: idle minutes and hours, when not those of the tier; SignIn says the rest."""
    token = secrets.token_urlsafe(32)
    idle, hours = lasts or LASTS[tier]
    made = SignIn(token_hash=token_hash(token), account_id=account.id, tier=tier, ends_at=now() + timedelta(hours=hours), idle_minutes=idle)
    made.practice_id, made.link_id, made.phone_id = practice_id, link_id, phone_id
    made.word_hash, made.given_by_id, made.passkey_id = word_hash, given_by, passkey_id
    made.not_own_at = now() if not_own else None
    session.add(made)
    session.flush()
    return token


def stay_awake(session: Session, *, who: SignedIn, at: datetime) -> None:
    """A sign of life. What slept meanwhile stays shut until the passkey is shown again."""
    values: dict[str, object] = {"seen_at": at} | ({"tier": Tier.OWN} if who.has_slept else {})
    session.execute(sa.update(SignIn).where(col(SignIn.id) == who.sign_in_id).values(**values))


def end_sign_in(session: Session, *, sign_in_id: UUID) -> None:
    session.execute(sa.update(SignIn).where(col(SignIn.id) == sign_in_id, col(SignIn.ended_at).is_(None)).values(ended_at=now()))


def end_sign_in_of(session: Session, *, token: str) -> None:
    """The sign-in behind a cookie ends, if there is one."""
    session.execute(sa.update(SignIn).where(col(SignIn.token_hash) == token_hash(token), col(SignIn.ended_at).is_(None)).values(ended_at=now()))


def say_own(session: Session, *, sign_in_id: UUID, phone_id: UUID) -> None:
    """It is their own phone, remembered from now on: the usual times hold."""
    made = session.get_one(SignIn, sign_in_id)
    idle, hours = LASTS[made.tier]
    made.phone_id, made.not_own_at, made.idle_minutes, made.ends_at = phone_id, None, idle, made.started_at + timedelta(hours=hours)
    session.add(made)
    session.flush()


def say_not_own(session: Session, *, sign_in_id: UUID) -> None:
    """Others use this phone too: it ends sooner."""
    made = session.get_one(SignIn, sign_in_id)
    idle, hours = NOT_OWN
    made.not_own_at, made.idle_minutes, made.ends_at = now(), idle, min(made.ends_at, now() + timedelta(hours=hours))
    session.add(made)
    session.flush()


def account_of_person(session: Session, person_id: UUID) -> Account:
    """The person's account, made the first time it is needed."""
    found = session.exec(select(Account).where(Account.person_id == person_id)).first()
    if found is None:
        found = Account(person_id=person_id)
        session.add(found)
        session.flush()
    return found


def account_of_carer(session: Session, *, number: str, index: str) -> Account:
    """The account of whoever holds this phone, made the first time they show that they do. `number` in E.164, `index` its blind index."""
    carer = session.exec(select(Carer).where(Carer.phone_index == index)).first()
    found = session.exec(select(Account).where(Account.carer_id == carer.id)).first() if carer else None
    if found is None:
        carer = carer or Carer(phone=number, phone_index=index)  # type: ignore[call-arg]
        session.add(carer)
        session.flush()
        found = Account(carer_id=carer.id)
        session.add(found)
        session.flush()
    return found


def stop_wrong_number(session: Session, *, opened: OpenLink, secret: str) -> None:
    """Whoever got this says it is not theirs: nothing more goes there for this person, and staff are told. Others on the same phone go on."""
    person, kind = opened.person, opened.link.kind
    stop_links(session, person=person, why=WRONG_NUMBER, kind=kind)
    if kind is not LinkKind.LETTER:
        stop_contact(session, contact=contact_texted(session, person.id, secret), why=WRONG_NUMBER)
        cancel_messages(session, person=person, by=None, why=WRONG_NUMBER)
    open_task(
        session,
        practice_id=opened.practice.id,
        person_id=person.id,
        kind=TaskKind.WRONG_NUMBER,
        subject=f"person:{person.id}",
        urgency=Urgency.NEXT_DAY,
        why="wrong address" if kind is LinkKind.LETTER else "wrong number",
    )


def contact_texted(session: Session, person_id: UUID, secret: str) -> ContactPoint | None:
    """The number the text with this link went to; when that cannot be told, the one we would text now."""
    sent = session.exec(select(Message).where(Message.person_id == person_id).order_by(col(Message.made_at).desc())).all()
    number = next((message.to for message in sent if secret in message.body), None)
    return next((point for point in contact_points(session, person_id) if number and point.value == number), mobile_of(session, person_id))


def stop_contact(session: Session, *, contact: ContactPoint | None, why: str) -> None:
    if contact and contact.stopped_at is None:
        contact.stopped_at, contact.stopped_why = now(), why
        session.add(contact)
        session.flush()
