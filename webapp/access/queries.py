"""Whom an address means, and what the practice moved."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.access.models import AccessLogEntry, TierSetting
from webapp.people.models import Person, Registration
from webapp.practices.models import Practice


def person_in_practice(session: Session, person_id: UUID) -> tuple[Person, Practice] | None:
    """The person and the practice of their open registration."""
    found = select(Person, Practice).join(Registration, col(Registration.person_id) == Person.id).join(Practice, col(Practice.id) == Registration.practice_id)
    return session.exec(found.where(Person.id == person_id, col(Registration.ended_on).is_(None))).first()


def moved_tiers(session: Session, practice_id: UUID) -> dict[str, str]:
    found = select(TierSetting.permission, TierSetting.tier).where(TierSetting.practice_id == practice_id).order_by(col(TierSetting.permission))
    return dict(session.exec(found).all())


def access_log_of(session: Session, person_id: UUID, limit: int = 200) -> list[AccessLogEntry]:
    found = select(AccessLogEntry).where(AccessLogEntry.person_id == person_id).order_by(col(AccessLogEntry.at).desc()).limit(limit)
    return list(session.exec(found))
