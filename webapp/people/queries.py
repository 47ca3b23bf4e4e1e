"""Reading people, where they are registered and how to reach them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import now
from webapp.database.among import among
from webapp.people.models import ContactChoice, ContactKind, ContactPoint, Need, Person, PersonCondition, PlanningOptOut, Registration, Stop
from webapp.practices.models import Practice

OPEN = col(Registration.ended_on).is_(None)
# Beside a statement over people: nobody who said no to being looked for.
MAY_BE_LOOKED_FOR = ~sa.exists().where(col(PlanningOptOut.person_id) == col(Person.id), col(PlanningOptOut.ended_at).is_(None))


def practice_of(session: Session, person_id: UUID) -> Practice | None:
    found = select(Practice).join(Registration, col(Registration.practice_id) == Practice.id).where(Registration.person_id == person_id, OPEN)
    return session.exec(found).first()


def last_practice_of(session: Session, person_id: UUID) -> Practice | None:
    """Where they are registered, or were last. A code still goes out in that surgery's name to whoever moved away."""
    found = select(Practice).join(Registration, col(Registration.practice_id) == Practice.id).where(Registration.person_id == person_id)
    newest = sa.case((OPEN, 0), else_=1), col(Registration.ended_on).desc(), col(Registration.started_on).desc(), col(Registration.id)
    return session.exec(found.order_by(*newest)).first()


def person_by_nhs_number(session: Session, number: str) -> Person | None:
    return session.exec(select(Person).where(Person.nhs_number == number)).first()


def people_named(session: Session, practice_id: UUID, words: str, limit: int = 50) -> list[Person]:
    """People of the practice whose surname or given name begins so, or whose NHS number is this. Empty words give the first of the list."""
    found = select(Person).join(Registration, col(Registration.person_id) == Person.id).where(Registration.practice_id == practice_id, OPEN)
    digits = words.replace(" ", "").replace("-", "")
    if digits.isdigit() and len(digits) == 10:
        found = found.where(Person.nhs_number == digits)
    else:
        for word in words.lower().split():
            start = word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
            # A name of two words (ap Rhys, van der Berg) is found by either.
            wanted = [sa.func.lower(name).like(begins, escape="\\") for name in (Person.surname, Person.given_name) for begins in (start, "% " + start)]
            found = found.where(sa.or_(*wanted))
    return list(session.exec(found.order_by(sa.func.lower(Person.surname), sa.func.lower(Person.given_name), col(Person.born_on)).limit(limit)))


def contact_points(session: Session, person_id: UUID) -> list[ContactPoint]:
    """Those in use, confirmed ones first."""
    found = select(ContactPoint).where(ContactPoint.person_id == person_id, col(ContactPoint.stopped_at).is_(None))
    return sorted(session.exec(found.order_by(col(ContactPoint.recorded_at))), key=lambda point: point.confirmed_at is None)


def mobile_of(session: Session, person_id: UUID) -> ContactPoint | None:
    """The mobile to text: a confirmed one before any other."""
    return next((point for point in contact_points(session, person_id) if point.kind is ContactKind.MOBILE), None)


def conditions_of(session: Session, person_id: UUID) -> list[PersonCondition]:
    found = select(PersonCondition).where(PersonCondition.person_id == person_id, col(PersonCondition.ended_at).is_(None))
    return list(session.exec(found.order_by(col(PersonCondition.recorded_at), col(PersonCondition.words))))


def needs_of(session: Session, person_id: UUID) -> list[Need]:
    found = select(Need).where(Need.person_id == person_id, col(Need.ended_at).is_(None))
    return list(session.exec(found.order_by(col(Need.recorded_at), col(Need.code))))


def stops_of(session: Session, person_id: UUID) -> set[str]:
    """What the person asked us to stop: the words of `Stop`."""
    return set(session.exec(select(ContactChoice.stops).where(ContactChoice.person_id == person_id, col(ContactChoice.ended_at).is_(None))))


def stops_texts(session: Session, person_id: UUID) -> bool:
    """The person asked us not to text them, or wants paper only."""
    return bool(stops_of(session, person_id) & {Stop.TEXTS, Stop.ALL_BUT_PAPER})


def names_of(session: Session, ids: set[UUID], *, registered_with: UUID | None = None) -> dict[UUID, str]:
    """Surname first, for a desk's lists. `registered_with` a practice: nobody of any other, which ids that came in an address need."""
    if not ids:
        return {}
    wanted = select(Person.id, Person.surname, Person.given_name).where(col(Person.id).in_(ids))
    if registered_with:
        wanted = wanted.join(Registration, col(Registration.person_id) == Person.id).where(Registration.practice_id == registered_with, OPEN)
    return {row[0]: f"{row[1]}, {row[2]}" for row in session.exec(wanted.order_by(col(Person.surname)))}


def opted_out(session: Session, person_ids: Collection[UUID]) -> set[UUID]:
    """Those of them who said no to being looked for and invited. One query, however many are asked about."""
    if not person_ids:
        return set()
    said_no = sa.select(col(PlanningOptOut.person_id)).where(among(col(PlanningOptOut.person_id), "ids"), col(PlanningOptOut.ended_at).is_(None))
    return set(session.scalars(said_no, {"ids": list(person_ids)}))


def opt_outs_of(session: Session, person_id: UUID) -> list[PlanningOptOut]:
    """Every time they said no, newest first; at most the first still stands."""
    return list(session.exec(select(PlanningOptOut).where(PlanningOptOut.person_id == person_id).order_by(col(PlanningOptOut.since).desc())))


def details_seen(session: Session, person_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When a list last showed each to be here, or staff last checked a number with them; true times. Nobody who is registered nowhere."""
    if not person_ids:
        return {}
    checked = sa.select(sa.func.max(ContactPoint.confirmed_at)).where(col(ContactPoint.person_id) == Person.id, col(ContactPoint.stopped_at).is_(None))
    found = sa.select(col(Person.id), sa.func.coalesce(Registration.seen_at, Person.made_at).label("seen_at"), checked.scalar_subquery().label("checked_at"))
    rows = session.execute(found.join(Registration, sa.and_(col(Registration.person_id) == Person.id, OPEN)).where(col(Person.id).in_(person_ids)))
    return {row.id: max(row.seen_at, row.checked_at or row.seen_at) for row in rows}


def details_too_old(session: Session, practice: Practice, person_ids: Collection[UUID]) -> set[UUID]:
    """Those of them whom no list has shown to be here for longer than the practice allows: they may have died or left, and nobody told us."""
    since = now() - timedelta(days=practice.details_days)
    return {person_id for person_id, at in details_seen(session, person_ids).items() if at < since}


def standing_opt_out(session: Session, person_id: UUID) -> PlanningOptOut | None:
    return next((one for one in opt_outs_of(session, person_id) if one.ended_at is None), None)
