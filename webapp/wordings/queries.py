"""Reading a practice's own wordings, each version ever saved, and the names they are counted with."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.messages.models import Wording
from webapp.people.models import Person, Registration

# Groups with a wording of their own, by key: a room above that knows such groups adds a question. Given a practice, it answers key to name.
GROUPS: list[Callable[[Session, UUID], dict[str, str]]] = []


@dataclass(frozen=True)
class Which:
    """Which wording is meant: of one message, in one language, for one group or (empty) for everyone."""

    template: str
    language: str = "en"
    cohort: str = ""

    @property
    def address(self) -> str:
        """`recall.first`: as one step of an address."""
        return self.template.replace("/", ".")


def groups_of(session: Session, practice_id: UUID) -> dict[str, str]:
    return {key: name for ask in GROUPS for key, name in ask(session, practice_id).items()}


def standing(session: Session, practice_id: UUID) -> dict[Which, Wording]:
    """All of the practice's own words of today."""
    found = select(Wording).where(Wording.practice_id == practice_id, col(Wording.ended_at).is_(None))
    return {Which(one.template, one.language, one.cohort): one for one in session.exec(found)}


def versions_of(session: Session, practice_id: UUID, which: Which) -> list[Wording]:
    """Every one that was ever saved, newest first."""
    found = select(Wording).where(Wording.practice_id == practice_id, Wording.template == which.template)
    found = found.where(Wording.language == which.language, Wording.cohort == which.cohort)
    return list(session.exec(found.order_by(col(Wording.number).desc())))


def first_names(session: Session, practice_id: UUID) -> list[str]:
    """Each first name on the practice's list once, as messages say it."""
    called = sa.func.coalesce(sa.func.nullif(col(Person.known_as), ""), col(Person.given_name))
    here = sa.select(called).distinct().join(Registration, col(Registration.person_id) == Person.id)
    return list(session.scalars(here.where(col(Registration.practice_id) == practice_id, col(Registration.ended_on).is_(None), col(Person.died_on).is_(None))))
