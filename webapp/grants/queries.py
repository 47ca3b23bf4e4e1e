"""Reading what is shared. Every answer is read anew: nothing about rights is kept anywhere else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.access import queries as access_queries
from webapp.grants.models import Grant, GrantPart, Right, SharedPart
from webapp.people.models import Person, Registration
from webapp.practices.models import Practice


@dataclass(frozen=True)
class Shared:
    """What one person shares with the carer who asks: at least one part, each with what they may do there.

    `practice` is None while they have no surgery: what they share is their own, and goes on.
    """

    person: Person
    practice: Practice | None
    grant: Grant
    rights: dict[SharedPart, Right]

    @property
    def practice_id(self) -> UUID | None:
        return self.practice.id if self.practice else None


def standing(today: date) -> tuple:
    return (col(Grant.stopped_at).is_(None), col(Grant.until_on) >= today)


def grants_of(session: Session, person_id: UUID, today: date) -> list[Grant]:
    """Those that stand, oldest first."""
    found = select(Grant).where(Grant.person_id == person_id, *standing(today))
    return list(session.exec(found.order_by(col(Grant.made_at), col(Grant.id))))


def grant_of(session: Session, person_id: UUID, grant_id: UUID, today: date) -> Grant | None:
    return session.exec(select(Grant).where(Grant.person_id == person_id, Grant.id == grant_id, *standing(today))).first()


def rights_of(session: Session, grant_ids: list[UUID]) -> dict[UUID, dict[SharedPart, Right]]:
    """The parts open now, of each grant, with what the carer may do there."""
    found = select(GrantPart).where(col(GrantPart.grant_id).in_(grant_ids), col(GrantPart.ended_at).is_(None))
    rows = session.exec(found).all()
    return {grant_id: {row.part: row.right for row in rows if row.grant_id == grant_id} for grant_id in grant_ids}


def shared_with(session: Session, *, account_id: UUID, word_hash: str | None, person_id: UUID | None, today: date) -> list[Shared]:
    """Who shares something with this carer now, with the word they came in with; only this person when one is named.

    One statement, the same for a grant that was stopped and for a person who never was.
    """
    found = (
        select(Person, Practice, Grant, GrantPart.part, GrantPart.right)
        .select_from(Grant)
        .join(GrantPart, col(GrantPart.grant_id) == Grant.id)
        .join(Person, col(Person.id) == Grant.person_id)
        .outerjoin(Registration, sa.and_(col(Registration.person_id) == Person.id, col(Registration.ended_on).is_(None)))
        .outerjoin(Practice, col(Practice.id) == Registration.practice_id)
        .where(Grant.account_id == account_id, Grant.word_hash == word_hash, *standing(today), col(GrantPart.ended_at).is_(None))
        .where(col(Person.died_on).is_(None))
    )
    if person_id is not None:
        found = found.where(Grant.person_id == person_id)
    people: dict[UUID, Shared] = {}
    for person, practice, grant, part, right in session.exec(found.order_by(col(Person.given_name), col(Person.id))):  # type: ignore[call-overload]
        people.setdefault(person.id, Shared(person, practice, grant, {})).rights[SharedPart(part)] = Right(right)
    return list(people.values())


def kept_as_it_is(session: Session, person_ids: Collection[UUID]) -> None:
    """Nobody changes what these people share until this transaction ends: the reading half of `changes.hold`."""
    session.exec(select(Person.id).where(col(Person.id).in_(person_ids)).order_by(col(Person.id)).with_for_update(read=True)).all()


def grants_by_number(session: Session, phone_index: str, word_hash: str, today: date) -> list[tuple[Grant, Person]]:
    """What is shared with this number under this word, held until the transaction ends; of people who live."""
    found = (
        select(Grant, Person)
        .join(Person, col(Person.id) == Grant.person_id)
        .where(Grant.phone_index == phone_index, Grant.word_hash == word_hash, *standing(today))
        .where(col(Person.died_on).is_(None))
    )
    return list(session.exec(found.order_by(col(Grant.id)).with_for_update(of=Grant)).all())


def names_of_carers(session: Session, person_id: UUID) -> dict[UUID, str]:
    """What this person calls each carer who ever came in: account id to name. Stopped ones too, for the log of who has looked."""
    found = select(Grant).where(Grant.person_id == person_id, col(Grant.account_id).is_not(None)).order_by(col(Grant.made_at))
    return {grant.account_id: grant.name or "" for grant in session.exec(found) if grant.account_id}


access_queries.CALLED.append(names_of_carers)
