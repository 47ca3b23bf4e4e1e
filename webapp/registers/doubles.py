"""Reading who may stand in the list twice, and what staff said of each two."""

from collections import defaultdict
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.people.models import ContactKind, ContactPoint, Person, Registration
from webapp.registers.models import DoubleRuling, Ruling
from webapp.registers.queries import IN_USE, registered_here
from webapp.registers.rules import Entry, Pair, pairs_of

FIELDS = (Person.id, Person.surname, Person.given_name, Person.born_on, Person.nhs_number)
ALIVE = col(Person.died_on).is_(None)


def doubles_of(session: Session, practice_id: UUID) -> list[tuple[Pair, DoubleRuling | None]]:
    """Every two who look like one, but for those whom staff know to be two; with the ruling when somebody was asked to put them together."""
    said = {(ruling.first_id, ruling.second_id): ruling for ruling in rulings(session, practice_id)}
    pairs = pairs_of(born_together(session, practice_id), on_one_phone(session, practice_id))
    found = [(pair, said.get(pair.key)) for pair in pairs]
    return [(pair, ruling) for pair, ruling in found if ruling is None or ruling.ruling is not Ruling.TWO_PEOPLE]


def rulings(session: Session, practice_id: UUID) -> list[DoubleRuling]:
    return list(session.scalars(sa.select(DoubleRuling).where(col(DoubleRuling.practice_id) == practice_id)))


def born_together(session: Session, practice_id: UUID) -> list[Entry]:
    """Who shares a birthday with somebody else here."""
    shared = registered_here(practice_id, col(Person.born_on)).where(ALIVE).group_by(col(Person.born_on)).having(sa.func.count() > 1)
    found = registered_here(practice_id, *FIELDS).where(ALIVE, col(Person.born_on).in_(shared))
    return [Entry(*row) for row in session.execute(found)]


def on_one_phone(session: Session, practice_id: UUID) -> dict[str, list[Entry]]:
    """A mobile's fingerprint -> who has it, where it is more than one."""
    here = sa.and_(col(Registration.person_id) == ContactPoint.person_id, col(Registration.practice_id) == practice_id, col(Registration.ended_on).is_(None))
    mobiles = (col(ContactPoint.kind) == ContactKind.MOBILE, IN_USE)
    shared = sa.select(col(ContactPoint.value_index)).join(Registration, here).where(*mobiles).group_by(col(ContactPoint.value_index))
    shared = shared.having(sa.func.count(sa.distinct(ContactPoint.person_id)) > 1)
    found = sa.select(col(ContactPoint.value_index), *FIELDS).distinct().join(Person, col(Person.id) == ContactPoint.person_id).join(Registration, here)
    groups: dict[str, list[Entry]] = defaultdict(list)
    for index, *entry in session.execute(found.where(*mobiles, ALIVE, col(ContactPoint.value_index).in_(shared))):
        groups[index].append(Entry(*entry))
    return groups
