"""The cast and the pretend phone's texts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts.models import Account
from webapp.channels.models import PretendText
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person
from webapp.practices.models import Practice, Role, StaffMember


@dataclass(frozen=True)
class Actor:
    account_id: UUID
    name: str
    born_on: date | None = None
    stage: Stage | None = None
    role: Role | None = None
    language: str = "en"


def staff_cast(session: Session) -> list[Actor]:
    found = select(Account.id, StaffMember.name, StaffMember.role).join(StaffMember, col(StaffMember.id) == Account.staff_id)
    return [Actor(row[0], row[1], role=row[2]) for row in session.exec(found.order_by(col(StaffMember.name)))]


def people_cast(session: Session) -> list[Actor]:
    found = select(Account.id, Person.given_name, Person.surname, Person.born_on, Person.language, Cycle.stage)  # type: ignore[call-overload]
    found = (
        found.join(Person, col(Person.id) == Account.person_id)
        .outerjoin(Cycle, sa.and_(col(Cycle.person_id) == Person.id, col(Cycle.closed_on).is_(None)))
        .where(col(Person.died_on).is_(None))
        .order_by(col(Person.given_name))
    )
    return [Actor(row[0], f"{row[1]} {row[2]}", row[3], row[5], language=row[4]) for row in session.exec(found)]


def account_of_actor(session: Session, account_id: UUID) -> tuple[Account, UUID | None] | None:
    """The account and, for staff, their practice."""
    account = session.get(Account, account_id)
    if account is None:
        return None
    staff = session.get(StaffMember, account.staff_id) if account.staff_id else None
    return account, staff.practice_id if staff else None


def pretend_texts(session: Session, limit: int = 60) -> list[PretendText]:
    return list(session.exec(select(PretendText).order_by(col(PretendText.at).desc()).limit(limit)))


def demo_practice(session: Session) -> Practice | None:
    return session.exec(select(Practice).order_by(col(Practice.code))).first()
