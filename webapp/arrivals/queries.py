"""Reading plans that came: a practice's, and one person's."""

import json
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.arrivals.models import Arrival, ArrivalState
from webapp.arrivals.parcels import Parcel
from webapp.arrivals.reading import opened
from webapp.comparisons.matches import known_people, mismatch
from webapp.fhir.files import FormRefused
from webapp.people.models import Person, Registration
from webapp.plans.queries import whole_plan
from webapp.tables.refusals import Reason, Refusal, reason_text

SHOWN = 20


@dataclass(frozen=True)
class Met:
    """Whose plan it is here. `why` says in plain words why nobody can be meant; then `person` is None."""

    person: Person | None
    why: str = ""


def met(session: Session, parcel: Parcel, practice_id: UUID) -> Met:
    """As an import asks: NHS number, date of birth and surname agree, and the person is on this surgery's list."""
    known = known_people(session, practice_id, [parcel.who.nhs_number]).get(parcel.who.nhs_number)
    why = mismatch(parcel.who, known)
    if why or known is None:
        return Met(None, reason_text(Refusal(0, why or Reason.PERSON_UNKNOWN)))
    return Met(session.get_one(Person, known.id))


def has_a_plan(session: Session, person_id: UUID) -> bool:
    whole = whole_plan(session, person_id)
    return whole is not None and bool(whole.own.words or whole.all_parts)


def arrivals_at(session: Session, practice_id: UUID) -> list[tuple[Arrival, Person]]:
    """The latest of people who are registered here, newest first; what was only looked at and put away is left out."""
    found = select(Arrival, Person).join(Person, col(Person.id) == Arrival.person_id).where(*of_people_here(practice_id))
    found = found.where(Arrival.state != ArrivalState.PUT_AWAY)
    return list(session.exec(found.order_by(col(Arrival.came_at).desc(), col(Arrival.id)).limit(SHOWN)))


def arrival_at(session: Session, practice_id: UUID, arrival_id: UUID) -> Arrival | None:
    return session.exec(select(Arrival).where(Arrival.id == arrival_id, *of_people_here(practice_id))).first()


def of_people_here(practice_id: UUID) -> tuple:
    """Whoever left this surgery is reached by it no more, nor is what they brought."""
    here = sa.exists().where(
        col(Registration.person_id) == Arrival.person_id, col(Registration.practice_id) == practice_id, col(Registration.ended_on).is_(None)
    )
    return Arrival.practice_id == practice_id, here


def arrivals_of(session: Session, person_id: UUID) -> list[Arrival]:
    """What came with one person and stayed, newest first."""
    kept = col(Arrival.state).in_((ArrivalState.LOADED, ArrivalState.BESIDE))
    return list(session.exec(select(Arrival).where(Arrival.person_id == person_id, kept).order_by(col(Arrival.came_at).desc(), col(Arrival.id))))


def parcel_of(arrival: Arrival) -> Parcel | None:
    """None when it was put away, or when what is kept cannot be read any more."""
    try:
        return opened(json.loads(arrival.file)) if arrival.file else None
    except (FormRefused, ValueError):
        return None
