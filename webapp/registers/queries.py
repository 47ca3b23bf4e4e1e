"""Reading the list of a practice's people: a page at a time, in the same few statements however many there are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import today
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import ContactKind, ContactPoint, Person, PersonCondition, Registration
from webapp.people.queries import details_seen
from webapp.portions.models import ImportKind, ImportRun, ImportState

A_PAGE = 50
IN_USE = col(ContactPoint.stopped_at).is_(None)


@dataclass(frozen=True)
class Filters:
    """Whom the list shows. Ages are whole years today, both included. `missing`: no way of this kind to reach them (`any`: none at all)."""

    condition: str = ""
    stage: Stage | None = None
    language: str = ""
    age_from: int | None = None
    age_to: int | None = None
    missing: str = ""


@dataclass(frozen=True)
class Row:
    person_id: UUID
    surname: str
    given_name: str
    born_on: date
    language: str
    stage: Stage | None
    updated_at: datetime
    conditions: tuple[str, ...] = ()
    kinds: frozenset[ContactKind] = frozenset()


@dataclass(frozen=True)
class Listing:
    """One page of the list. `total`: how many people the filters let through."""

    total: int
    rows: list[Row] = field(default_factory=list)
    number: int = 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))


def born_between(age_from: int | None, age_to: int | None, day: date) -> list[sa.ColumnElement[bool]]:
    """As a person counts: 70 from the seventieth birthday to the day before the next."""
    found = []
    if age_from is not None:
        found.append(col(Person.born_on) <= years_before(day, age_from))
    if age_to is not None:
        found.append(col(Person.born_on) > years_before(day, age_to + 1))
    return found


def years_before(day: date, years: int) -> date:
    """Who was born on 29 February has their birthday on 1 March in other years."""
    year = max(1, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def with_condition(code: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(col(PersonCondition.person_id) == Person.id, col(PersonCondition.code) == code, col(PersonCondition.ended_at).is_(None))


def without_contact(kinds: Collection[ContactKind]) -> sa.ColumnElement[bool]:
    return ~sa.exists().where(col(ContactPoint.person_id) == Person.id, col(ContactPoint.kind).in_(kinds), IN_USE)


# No text and no e-mail can reach them; nothing at all can but a letter.
MISSING = {"mobile": (ContactKind.MOBILE,), "text_and_email": (ContactKind.MOBILE, ContactKind.EMAIL), "any": tuple(ContactKind)}


def narrowed(found: sa.Select, filters: Filters, day: date) -> sa.Select:
    if filters.condition:
        found = found.where(with_condition(filters.condition))
    if filters.language:
        found = found.where(col(Person.language) == filters.language)
    if filters.missing in MISSING:
        found = found.where(without_contact(MISSING[filters.missing]))
    found = found.where(col(Cycle.stage) == filters.stage) if filters.stage else found
    if filters.stage is not Stage.DIED:
        found = found.where(col(Person.died_on).is_(None))
    return found.where(*born_between(filters.age_from, filters.age_to, day))


def registered_here(practice_id: UUID, *columns) -> sa.Select:
    here = sa.and_(col(Registration.person_id) == Person.id, col(Registration.practice_id) == practice_id, col(Registration.ended_on).is_(None))
    begun = sa.and_(col(Cycle.person_id) == Person.id, col(Cycle.closed_on).is_(None))
    return sa.select(*columns).select_from(Person).join(Registration, here).outerjoin(Cycle, begun)


def listing(session: Session, practice_id: UUID, filters: Filters, number: int = 1) -> Listing:
    """Five statements, whatever is asked for and however many people there are."""
    total = session.scalar(narrowed(registered_here(practice_id, sa.func.count()), filters, today())) or 0
    number = min(max(1, number), max(1, -(-total // A_PAGE)))
    columns = (Person.id, Person.surname, Person.given_name, Person.born_on, Person.language, Person.made_at, Cycle.stage)
    found = narrowed(registered_here(practice_id, *columns), filters, today())
    found = found.order_by(sa.func.lower(Person.surname), sa.func.lower(Person.given_name), col(Person.id)).limit(A_PAGE).offset((number - 1) * A_PAGE)
    people = session.execute(found).all()
    ids = [row.id for row in people]
    conditions, contacts, seen = conditions_of_each(session, ids), contacts_of_each(session, ids), details_seen(session, ids)
    return Listing(total, [as_row(row, conditions[row.id], contacts[row.id], seen.get(row.id, row.made_at)) for row in people], number)


def as_row(row: sa.Row, conditions: list, contacts: list, at: datetime) -> Row:
    """`at`: when a list last showed them to be here, or a number was checked with them. What was written down since is newer still."""
    at = max([at, *(one.recorded_at for one in (*conditions, *contacts))])
    of_them = tuple(sorted({one.code or one.words for one in conditions}))
    return Row(row.id, row.surname, row.given_name, row.born_on, row.language, row.stage, at, of_them, frozenset(one.kind for one in contacts))


def conditions_of_each(session: Session, ids: list[UUID]) -> dict[UUID, list]:
    found = sa.select(PersonCondition.person_id, PersonCondition.code, PersonCondition.words, PersonCondition.recorded_at)  # type: ignore[call-overload]
    return by_person(session, found.where(col(PersonCondition.person_id).in_(ids), col(PersonCondition.ended_at).is_(None)))


def contacts_of_each(session: Session, ids: list[UUID]) -> dict[UUID, list]:
    found = sa.select(ContactPoint.person_id, ContactPoint.kind, ContactPoint.recorded_at)  # type: ignore[call-overload]
    return by_person(session, found.where(col(ContactPoint.person_id).in_(ids), IN_USE))


def by_person(session: Session, found: sa.Select) -> dict[UUID, list]:
    rows: dict[UUID, list] = defaultdict(list)
    for row in session.execute(found):
        rows[row.person_id].append(row)
    return rows


def languages_here(session: Session, practice_id: UUID) -> list[str]:
    return sorted(session.scalars(registered_here(practice_id, col(Person.language)).distinct()))


def last_report(session: Session, practice_id: UUID) -> datetime | None:
    """When the GP system's report of people was last brought in."""
    whole = (ImportRun.practice_id == practice_id, ImportRun.kind == ImportKind.PEOPLE, ImportRun.state == ImportState.APPLIED)
    return session.scalar(sa.select(sa.func.max(ImportRun.applied_at)).where(*whole))
