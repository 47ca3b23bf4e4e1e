"""The person's own agreed range for one result. There is no default, ever."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now
from webapp.people.models import Person
from webapp.results.models import PersonalTarget


def agree_target(session: Session, *, person: Person, code: str, low: Decimal | None, high: Decimal | None, agreed_on: date, by: UUID) -> PersonalTarget:
    """The person's own range, in the primary unit; the one before it ends. At least one end is a number. `by` is a staff id."""
    end_target(session, person=person, code=code)
    made = PersonalTarget(person_id=person.id, code=code, low=text_of(low), high=text_of(high), agreed_on=agreed_on, recorded_by_id=by)
    session.add(made)
    session.flush()
    return made


def text_of(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def end_target(session: Session, *, person: Person, code: str) -> None:
    mine = sa.update(PersonalTarget).where(col(PersonalTarget.person_id) == person.id, col(PersonalTarget.code) == code)
    session.execute(mine.where(col(PersonalTarget.ended_at).is_(None)).values(ended_at=now()))
