"""Whose row it is, asked of the database for many rows at once. Nothing is written about anybody unless number, birth date and surname agree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.people.models import Person, Registration
from webapp.reports.identities import Identity
from webapp.reports.names import same_surname
from webapp.tables.refusals import Reason

AT_ONCE = 500
UNDONE = "import undone"


@dataclass(frozen=True, slots=True)
class Known:
    """A person on file. `here`: registered with this practice now. `was_undone`: only an import that was taken back ever brought them here."""

    id: UUID
    nhs_number: str
    surname: str
    given_name: str
    born_on: date
    sex: str | None
    language: str
    ethnic_group: str | None
    deprivation: str | None
    died_on: date | None
    conditions_imported_at: datetime | None
    here: bool
    was_undone: bool


def in_portions(found: Iterable, most: int = AT_ONCE) -> Iterator[list]:
    every = list(found)
    for start in range(0, len(every), most):
        yield every[start : start + most]


def known_people(session: Session, practice_id: UUID, numbers: Iterable[str]) -> dict[str, Known]:
    """NHS number -> the person on file, wherever they are registered."""
    own = (Registration.person_id == Person.id, Registration.practice_id == practice_id)
    here = sa.exists().where(*own, col(Registration.ended_on).is_(None))
    elsewhere = sa.exists().where(Registration.person_id == Person.id, sa.or_(col(Registration.ended_why).is_(None), col(Registration.ended_why) != UNDONE))
    wanted = sa.select(
        col(Person.id),
        col(Person.nhs_number),
        col(Person.surname),
        col(Person.given_name),
        col(Person.born_on),
        col(Person.sex),
        col(Person.language),
        col(Person.ethnic_group),
        col(Person.deprivation),
        col(Person.died_on),
        col(Person.conditions_imported_at),
        here,
        sa.not_(elsewhere),
    )
    found: dict[str, Known] = {}
    for portion in in_portions(sorted(set(numbers))):
        found |= {row[1]: Known(*row) for row in session.execute(wanted.where(col(Person.nhs_number).in_(portion)))}
    return found


def mismatch(who: Identity, known: Known | None) -> Reason | None:
    """Why a row may not be used for the person with its NHS number; None when all three agree and the person is here."""
    if known is None:
        return Reason.PERSON_UNKNOWN
    # Asked first: which of the three did not agree would tell one surgery what another has on file.
    if not known.here and not known.was_undone:
        return Reason.PERSON_LEFT
    if known.born_on != who.born_on:
        return Reason.BIRTH_DATE_DIFFERS
    if not same_surname(known.surname, who.surname):
        return Reason.SURNAME_DIFFERS
    return None if known.here else Reason.PERSON_UNKNOWN
