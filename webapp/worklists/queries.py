"""Everyone's facts for one practice in a handful of statements, however many people there are."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import in_london, today
from webapp.pathway.models import Appointment, AppointmentKind, Cycle
from webapp.pathway.queries import STANDS
from webapp.people.models import ContactKind, ContactPoint, Person, PlanningOptOut
from webapp.plans.models import Plan
from webapp.practices.models import Practice
from webapp.preparation.models import Pack
from webapp.results.models import Hit, Release, Result
from webapp.worklists.rules import Facts

# Last year's values do not mean that this year's are in.
RECENT = timedelta(days=183)
STANDING = (col(Result.withdrawn_at).is_(None),)


@dataclass(frozen=True)
class Line:
    """One person of the list. `name` is surname first, as a desk sorts."""

    person_id: UUID
    name: str
    facts: Facts


@dataclass(frozen=True)
class Known:
    """What each of the practice's tables says, by cycle or by person."""

    talks: dict
    packs: dict
    released: set
    hits: dict
    results: dict
    confirmed: set
    reviews: dict
    gap_days: int
    opted_out: set


def lines_of(session: Session, practice: Practice) -> list[Line]:
    """Every open cycle of the practice, by name."""
    known = Known(
        talks=_talks(session, practice.id),
        packs=_packs(session, practice.id),
        released=set(session.exec(select(Release.cycle_id).where(Release.practice_id == practice.id, col(Release.withdrawn_at).is_(None)))),
        hits=_counts(session, Hit.cycle_id, col(Hit.practice_id) == practice.id, col(Hit.closed_at).is_(None)),
        results=_counts(
            session, Result.person_id, col(Result.practice_id) == practice.id, col(Result.withdrawn_at).is_(None), col(Result.taken_on) > today() - RECENT
        ),
        confirmed=_confirmed(session),
        reviews=_reviews(session, practice.id),
        gap_days=practice.gap_days,
        opted_out=set(session.exec(select(PlanningOptOut.person_id).where(col(PlanningOptOut.ended_at).is_(None)))),
    )
    return [Line(row.person_id, f"{row.surname}, {row.given_name}", _facts(row, known)) for row in _people(session, practice.id)]


def _people(session: Session, practice_id: UUID):
    found = sa.select(Cycle.id, Cycle.stage, Person.id.label("person_id"), Person.surname, Person.given_name)  # type: ignore[attr-defined, call-overload]
    found = found.join(Person, col(Person.id) == Cycle.person_id).where(col(Cycle.practice_id) == practice_id, col(Cycle.closed_on).is_(None))
    return session.execute(found.order_by(col(Person.surname), col(Person.given_name)))


def _packs(session: Session, practice_id: UUID) -> dict:
    found = sa.select(Pack.cycle_id, Pack.sent_at, Pack.opened_at, Pack.handed_in_at, Pack.read_at).where(col(Pack.practice_id) == practice_id)  # type: ignore[call-overload]
    return {row.cycle_id: row for row in session.execute(found)}


def _confirmed(session: Session) -> set[UUID]:
    found = select(ContactPoint.person_id).where(ContactPoint.kind == ContactKind.MOBILE, col(ContactPoint.stopped_at).is_(None))
    return set(session.exec(found.where(col(ContactPoint.confirmed_at).is_not(None))))


def _talks(session: Session, practice_id: UUID) -> dict[tuple[UUID, AppointmentKind], object]:
    found = sa.select(Appointment.cycle_id, Appointment.kind, Appointment.starts_at).where(col(Appointment.practice_id) == practice_id, *STANDS)
    return {(row.cycle_id, row.kind): in_london(row.starts_at).date() for row in session.execute(found.order_by(col(Appointment.starts_at)))}


def _reviews(session: Session, practice_id: UUID) -> dict[UUID, date]:
    found = sa.select(Plan.person_id, Plan.review_on).join(Cycle, col(Cycle.person_id) == col(Plan.person_id))  # type: ignore[call-overload]
    found = found.where(col(Cycle.practice_id) == practice_id, col(Cycle.closed_on).is_(None), col(Plan.review_on).is_not(None))
    return dict(session.execute(found).all())


def _counts(session: Session, by, *where) -> dict[UUID, int]:
    return dict(session.execute(sa.select(by, sa.func.count()).where(*where).group_by(by)).all())  # type: ignore[arg-type]


def _facts(row, known: Known) -> Facts:
    pack = known.packs.get(row.id)

    def on(at):
        return in_london(at).date() if at else None

    return Facts(
        stage=row.stage,
        information_on=known.talks.get((row.id, AppointmentKind.INFORMATION)),
        talk_on=known.talks.get((row.id, AppointmentKind.CONVERSATION)),
        results=known.results.get(row.person_id, 0),
        open_hits=known.hits.get(row.id, 0),
        released=row.id in known.released,
        sent_on=on(pack.sent_at) if pack else None,
        opened=bool(pack and pack.opened_at),
        handed_in_on=on(pack.handed_in_at) if pack else None,
        read=bool(pack and pack.read_at and pack.handed_in_at and pack.read_at >= pack.handed_in_at),
        phone_confirmed=row.person_id in known.confirmed,
        gap_days=known.gap_days,
        review_on=known.reviews.get(row.person_id),
        opted_out=row.person_id in known.opted_out,
    )
