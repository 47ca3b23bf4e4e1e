"""Everyone's facts for one practice in a handful of statements, however many people there are."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import in_london
from webapp.pathway.models import Appointment, AppointmentKind, Cycle
from webapp.pathway.queries import STANDS
from webapp.people.models import ContactKind, ContactPoint, Person
from webapp.preparation.models import Pack
from webapp.results.models import Hit, Release, Result
from webapp.worklists.rules import Facts


@dataclass(frozen=True)
class Line:
    """One person of the list. `name` is surname first, as a desk sorts."""

    person_id: UUID
    name: str
    facts: Facts


def lines_of(session: Session, practice_id: UUID, gap_days: int) -> list[Line]:
    """Every open cycle of the practice, by name."""
    people = session.execute(
        sa.select(Cycle.id, Cycle.stage, Cycle.started_on, Person.id.label("person_id"), Person.surname, Person.given_name)  # type: ignore[attr-defined]
        .join(Person, col(Person.id) == Cycle.person_id)
        .where(col(Cycle.practice_id) == practice_id, col(Cycle.closed_on).is_(None))
        .order_by(col(Person.surname), col(Person.given_name))
    ).all()
    talks = _talks(session, practice_id)
    packs = {
        row.cycle_id: row
        for row in session.execute(
            sa.select(Pack.cycle_id, Pack.sent_at, Pack.opened_at, Pack.handed_in_at, Pack.read_at).where(col(Pack.practice_id) == practice_id)
        )
    }
    released = set(session.exec(select(Release.cycle_id).where(Release.practice_id == practice_id, col(Release.withdrawn_at).is_(None))))
    hits = _counts(session, Hit.cycle_id, col(Hit.practice_id) == practice_id, col(Hit.closed_at).is_(None))
    results = _counts(session, Result.person_id, col(Result.practice_id) == practice_id, col(Result.withdrawn_at).is_(None))
    confirmed = set(
        session.exec(
            select(ContactPoint.person_id).where(
                ContactPoint.kind == ContactKind.MOBILE, col(ContactPoint.confirmed_at).is_not(None), col(ContactPoint.stopped_at).is_(None)
            )
        )
    )
    return [
        Line(
            row.person_id,
            f"{row.surname}, {row.given_name}",
            _facts(row, talks, packs.get(row.id), row.id in released, hits, results, row.person_id in confirmed, gap_days),
        )
        for row in people
    ]


def _packs(session: Session, practice_id: UUID) -> dict[UUID, sa.Row]:
    found = sa.select(Pack.cycle_id, Pack.sent_at, Pack.opened_at, Pack.handed_in_at, Pack.read_at).where(col(Pack.practice_id) == practice_id)  # type: ignore[call-overload]
    return {row.cycle_id: row for row in session.execute(found)}


def _confirmed(session: Session) -> set[UUID]:
    found = select(ContactPoint.person_id).where(ContactPoint.kind == ContactKind.MOBILE, col(ContactPoint.stopped_at).is_(None))
    return set(session.exec(found.where(col(ContactPoint.confirmed_at).is_not(None))))


def _talks(session: Session, practice_id: UUID) -> dict[tuple[UUID, AppointmentKind], object]:
    found = sa.select(Appointment.cycle_id, Appointment.kind, Appointment.starts_at).where(col(Appointment.practice_id) == practice_id, *STANDS)
    return {(row.cycle_id, row.kind): in_london(row.starts_at).date() for row in session.execute(found.order_by(col(Appointment.starts_at)))}


def _counts(session: Session, by, *where) -> dict[UUID, int]:
    return dict(session.execute(sa.select(by, sa.func.count()).where(*where).group_by(by)).all())  # type: ignore[arg-type]


def _facts(row, talks, pack, released: bool, hits, results, confirmed: bool, gap_days: int) -> Facts:
    def on(at):
        return in_london(at).date() if at else None

    return Facts(
        stage=row.stage,
        information_on=talks.get((row.id, AppointmentKind.INFORMATION)),
        talk_on=talks.get((row.id, AppointmentKind.CONVERSATION)),
        results=results.get(row.person_id, 0),
        open_hits=hits.get(row.id, 0),
        released=released,
        sent_on=on(pack.sent_at) if pack else None,
        opened=bool(pack and pack.opened_at),
        handed_in_on=on(pack.handed_in_at) if pack else None,
        read=bool(pack and pack.read_at and pack.handed_in_at and pack.read_at >= pack.handed_in_at),
        phone_confirmed=confirmed,
        gap_days=gap_days,
    )
