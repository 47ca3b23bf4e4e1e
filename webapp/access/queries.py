"""Whom an address means, what the practice moved, and who looked."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.access.models import AccessLogEntry, TierSetting
from webapp.access.rules import Look
from webapp.accounts.models import Account
from webapp.base.session import rows
from webapp.people.models import Person, Registration
from webapp.practices.models import Practice, StaffMember

WITH_PRACTICE = (
    select(Person, Practice)
    .join(Registration, col(Registration.person_id) == Person.id)
    .join(Practice, col(Practice.id) == Registration.practice_id)
    .where(col(Person.id) == sa.bindparam("person"), col(Registration.ended_on).is_(None))
)
MOVED = (
    sa.select(col(TierSetting.permission), col(TierSetting.tier))
    .where(col(TierSetting.practice_id) == sa.bindparam("practice"))
    .order_by(col(TierSetting.permission))
)


def person_in_practice(session: Session, person_id: UUID) -> tuple[Person, Practice] | None:
    """The person and the practice of their open registration."""
    return session.exec(WITH_PRACTICE, params={"person": person_id}).first()


def moved_tiers(session: Session, practice_id: UUID) -> dict[str, str]:
    """Permission -> tier, as far as the practice moved any."""
    return {row.permission: row.tier for row in rows(session, MOVED, practice=practice_id)}


def access_log_of(session: Session, person_id: UUID, limit: int = 200) -> list[AccessLogEntry]:
    found = select(AccessLogEntry).where(AccessLogEntry.person_id == person_id).order_by(col(AccessLogEntry.at).desc()).limit(limit)
    return list(session.exec(found))


def looks_at(session: Session, person_id: UUID, limit: int = 200) -> list[Look]:
    """Who looked at this person or changed something, newest first."""
    found = (
        select(AccessLogEntry.at, AccessLogEntry.permission, Account.person_id, StaffMember.role, Practice.name)  # type: ignore[call-overload]
        .outerjoin(Account, col(Account.id) == AccessLogEntry.account_id)
        .outerjoin(StaffMember, col(StaffMember.id) == Account.staff_id)
        .outerjoin(Practice, col(Practice.id) == AccessLogEntry.practice_id)
        .where(AccessLogEntry.person_id == person_id)
        .order_by(col(AccessLogEntry.at).desc(), col(AccessLogEntry.id))
    )
    return [Look(at, permission, owner == person_id, role, practice or "") for at, permission, owner, role, practice in session.exec(found.limit(limit))]


def account_id_of(session: Session, person_id: UUID) -> UUID | None:
    return session.exec(select(Account.id).where(Account.person_id == person_id)).first()
