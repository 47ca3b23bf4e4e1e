"""Whom an address means, what the practice moved, and who looked."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.access.models import AccessLogEntry, Consent, Seen, TierSetting, Use
from webapp.access.rules import BY_NAME, Look
from webapp.accounts.models import Account
from webapp.database.plain import Plain
from webapp.database.session import Glance
from webapp.people.models import Person, Registration
from webapp.practices.models import Practice, StaffMember

WITH_PRACTICE = (
    select(Person, Practice)
    .join(Registration, col(Registration.person_id) == Person.id)
    .join(Practice, col(Practice.id) == Registration.practice_id)
    .where(col(Person.id) == sa.bindparam("person"), col(Registration.ended_on).is_(None))
)
ABOUT = Plain(
    sa.select(*sa.inspect(Practice).local_table.c, col(TierSetting.tier))
    .select_from(Registration)
    .join(Practice, col(Practice.id) == Registration.practice_id)
    .outerjoin(TierSetting, sa.and_(col(TierSetting.practice_id) == Practice.id, col(TierSetting.permission) == sa.bindparam("permission", type_=sa.String)))
    .where(col(Registration.person_id) == sa.bindparam("person", type_=sa.Uuid()), col(Registration.ended_on).is_(None)),
    remembered=50,
)


# A room above says what this person calls the carers who may have looked: account id to name.
CALLED: list[Callable[[Session, UUID], dict[UUID, str]]] = []
NAMED = sa.case((col(AccessLogEntry.permission).in_(BY_NAME), col(StaffMember.name)), else_="")


class About(NamedTuple):
    """Whom an address means, as far as the guard must know. `practice` has every column of their practice; `moved` is its own tier for one permission."""

    person_id: UUID
    practice: Practice
    moved: str | None


def person_in_practice(session: Session, person_id: UUID) -> tuple[Person, Practice] | None:
    """The person and the practice of their open registration."""
    return session.exec(WITH_PRACTICE, params={"person": person_id}).first()


def about(source: Session | Glance, person_id: UUID, permission: str) -> About | None:
    """The person of an open registration, their practice, and the tier it moved this permission to, in one statement."""
    row = next(iter(ABOUT.read(source, person=person_id, permission=permission)), None)
    # A plain row stands in for the record: whoever reads its columns sees no difference, and nobody may change it.
    return row and About(person_id, cast(Practice, row), row.tier)


def looks_at(session: Session, person_id: UUID, limit: int = 200) -> list[Look]:
    """Who looked at this person or changed something, newest first.

    Names met on lists, and photos, are many and are counted apart, so that they never push out somebody who opened something.
    """
    many, in_album = col(AccessLogEntry.permission).in_(list(Seen)), col(AccessLogEntry.permission) == Seen.ALBUM
    found = [look for kind in (in_album, sa.and_(many, sa.not_(in_album)), sa.not_(many)) for look in looks_where(session, person_id, kind, limit)]
    return sorted(found, key=lambda look: look.at, reverse=True)


def looks_where(session: Session, person_id: UUID, kind: sa.ColumnElement[bool], limit: int) -> list[Look]:
    found = (
        sa.select(AccessLogEntry.at, AccessLogEntry.permission, Account.person_id, StaffMember.role, Practice.name, NAMED, Account.id)  # type: ignore[call-overload]
        .outerjoin(Account, col(Account.id) == AccessLogEntry.account_id)
        .outerjoin(StaffMember, col(StaffMember.id) == Account.staff_id)
        .outerjoin(Practice, col(Practice.id) == AccessLogEntry.practice_id)
        .where(AccessLogEntry.person_id == person_id, kind)
        .order_by(col(AccessLogEntry.at).desc(), col(AccessLogEntry.id))
    )
    carers = {account_id: name for called in CALLED for account_id, name in called(session, person_id).items()}
    return [
        Look(at, permission, owner == person_id, role, practice or "", name or "", carers.get(account_id, ""))
        for at, permission, owner, role, practice, name, account_id in session.execute(found.limit(limit))
    ]


def seen_since(session: Session, at: datetime, *, account_id: UUID, person_ids: Collection[UUID]) -> set[tuple[Seen, UUID]]:
    """Which of these people this account has met since then on which lists, as written down."""
    if not person_ids:
        return set()
    found = sa.select(col(AccessLogEntry.permission), col(AccessLogEntry.person_id)).distinct()
    found = found.where(col(AccessLogEntry.person_id).in_(person_ids), col(AccessLogEntry.at) >= at, col(AccessLogEntry.account_id) == account_id)
    return {(Seen(word), person_id) for word, person_id in session.execute(found.where(col(AccessLogEntry.permission).in_(list(Seen))))}


def account_id_of(session: Session, person_id: UUID) -> UUID | None:
    return session.exec(select(Account.id).where(Account.person_id == person_id)).first()


def consents_of(session: Session, person_id: UUID) -> dict[Use, Consent]:
    """What the person says yes to now."""
    found = select(Consent).where(Consent.person_id == person_id, col(Consent.ended_at).is_(None))
    return {consent.use: consent for consent in session.exec(found)}
