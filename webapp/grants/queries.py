"""Reading what is shared. Every answer is read anew: nothing about rights is kept anywhere else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.access import queries as access_queries
from webapp.grants.models import Grant, GrantPart, HeldPart, Holder, Right, SharedPart
from webapp.grants.rules import WARNED_BEFORE, is_holding
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

    Two statements, what was given and what is held; the same for a grant that was stopped and for a person who never was.
    """
    found = (
        select(Person, Practice, Grant, GrantPart.part, GrantPart.right)
        .select_from(Grant)
        .join(GrantPart, col(GrantPart.grant_id) == Grant.id)
        .where(*standing(today), col(GrantPart.ended_at).is_(None))
    )
    held = (
        select(Person, Practice, Grant, HeldPart.part, sa.literal(Right.HOLD.value))
        .select_from(Grant)
        .join(Holder, col(Holder.grant_id) == Grant.id)
        .join(HeldPart, col(HeldPart.holder_id) == Holder.id)
        .where(col(Grant.stopped_at).is_(None), *holding(today), col(HeldPart.ended_at).is_(None))
    )
    people: dict[UUID, Shared] = {}
    for kind in (found, held):
        rows = session.exec(of_those_who_live(kind, account_id, word_hash, person_id))  # type: ignore[call-overload]
        for person, practice, grant, part, right in rows:
            people.setdefault(person.id, Shared(person, practice, grant, {})).rights[SharedPart(part)] = Right(right)
    return sorted(people.values(), key=lambda one: (one.person.given_name, one.person.id))


def of_those_who_live(found, account_id: UUID, word_hash: str | None, person_id: UUID | None):
    """The rows of this carer and word, each with the person and their practice or none."""
    whose = (
        found.join(Person, col(Person.id) == Grant.person_id)
        .outerjoin(Registration, sa.and_(col(Registration.person_id) == Person.id, col(Registration.ended_on).is_(None)))
        .outerjoin(Practice, col(Practice.id) == Registration.practice_id)
        .where(Grant.account_id == account_id, Grant.word_hash == word_hash, col(Person.died_on).is_(None))
    )
    return whose if person_id is None else whose.where(Grant.person_id == person_id)


def holding(today: date) -> tuple:
    return (col(Holder.ended_at).is_(None), col(Holder.starts_on) <= today, col(Holder.review_on) >= today)


def kept_as_it_is(session: Session, person_ids: Collection[UUID]) -> None:
    """Nobody changes what these people share until this transaction ends: the reading half of `changes.hold`."""
    session.exec(select(Person.id).where(col(Person.id).in_(person_ids)).order_by(col(Person.id)).with_for_update(read=True)).all()


def grants_by_number(session: Session, phone_index: str, word_hash: str, today: date) -> list[tuple[Grant, Person]]:
    """What is shared with this number under this word, held until the transaction ends; of people who live."""
    found = (
        select(Grant, Person)
        .join(Person, col(Person.id) == Grant.person_id)
        .outerjoin(Holder, sa.and_(col(Holder.grant_id) == Grant.id, *holding(today)))
        .where(Grant.phone_index == phone_index, Grant.word_hash == word_hash, col(Grant.stopped_at).is_(None))
        .where(sa.or_(col(Grant.until_on) >= today, col(Holder.id).is_not(None)), col(Person.died_on).is_(None))
    )
    return list(session.exec(found.order_by(col(Grant.id)).with_for_update(of=Grant)).all())


def names_of_carers(session: Session, person_id: UUID) -> dict[UUID, str]:
    """What this person calls each carer who ever came in: account id to name. Stopped ones too, for the log of who has looked."""
    found = select(Grant).where(Grant.person_id == person_id, col(Grant.account_id).is_not(None)).order_by(col(Grant.made_at))
    return {grant.account_id: grant.name or "" for grant in session.exec(found) if grant.account_id}


access_queries.CALLED.append(names_of_carers)


@dataclass(frozen=True)
class Held:
    """Somebody who holds, or held, a plan: what the surgery wrote down, what they are called, and which parts they hold now."""

    holder: Holder
    name: str
    parts: frozenset[SharedPart]


def holders_of(session: Session, person_id: UUID) -> list[Held]:
    """All there ever were, newest first."""
    found = select(Holder, Grant).join(Grant, col(Grant.id) == Holder.grant_id).where(Holder.person_id == person_id)
    rows = session.exec(found.order_by(col(Holder.made_at).desc(), col(Holder.id))).all()
    if not rows:
        return []
    parts = session.exec(select(HeldPart).where(col(HeldPart.holder_id).in_([holder.id for holder, _grant in rows]), col(HeldPart.ended_at).is_(None))).all()
    return [Held(holder, grant.name or "", frozenset(one.part for one in parts if one.holder_id == holder.id)) for holder, grant in rows]


def standing_holder(session: Session, person_id: UUID) -> Holder | None:
    """Not ended, whatever the day: it may have come to its review, or begin later."""
    return session.exec(select(Holder).where(Holder.person_id == person_id, col(Holder.ended_at).is_(None))).first()


def holder_now(session: Session, person_id: UUID, today: date) -> Held | None:
    """Who holds the plan today."""
    return next((held for held in holders_of(session, person_id) if is_holding(held.holder, today)), None)


def holders_to_look_at(session: Session, today: date) -> list[tuple[Holder, UUID]]:
    """Those whose day of review is near or has passed, of people who live, each with the person's practice now."""
    found = (
        select(Holder, Registration.practice_id)
        .join(Person, col(Person.id) == Holder.person_id)
        .join(Registration, col(Registration.person_id) == Holder.person_id)
        .where(col(Holder.ended_at).is_(None), col(Registration.ended_on).is_(None), col(Person.died_on).is_(None))
        .where(col(Holder.review_on) <= today + WARNED_BEFORE)
    )
    return list(session.exec(found.order_by(col(Holder.review_on), col(Holder.id))).all())
