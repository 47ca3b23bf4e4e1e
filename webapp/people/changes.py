"""What somebody says of themselves, and whom a practice's list named, written down. The access log holds who did it and when."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.people.models import Person, Registration


def call_by(session: Session, *, person: Person, name: str | None) -> bool:
    """The name they like to be called. Empty: by their first name again. None: nothing was said. False: it was so before."""
    if name is None or (name or None) == person.known_as:
        return False
    person.known_as = name or None
    session.add(person)
    session.flush()
    return True


def named_by_list(session: Session, *, practice_id: UUID, numbers: Collection[str], at: datetime) -> None:
    """The practice's own list named those with these NHS numbers: they are registered there still. `at` is a true time."""
    here = sa.select(col(Person.id)).where(col(Person.nhs_number).in_(numbers))
    stays = col(Registration.practice_id) == practice_id, col(Registration.ended_on).is_(None), col(Registration.person_id).in_(here)
    session.execute(sa.update(Registration).where(*stays).values(seen_at=at))


def forget_list(session: Session, *, practice_id: UUID, since: datetime) -> None:
    """A list that came in since then was taken back: nobody knows how old the details of those are whom it named."""
    stays = col(Registration.practice_id) == practice_id, col(Registration.seen_at) >= since
    session.execute(sa.update(Registration).where(*stays).values(seen_at=None))
