"""Reading cycles and appointments."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import london
from webapp.pathway.models import Appointment, AppointmentKind, Cycle, Stage, StageMove
from webapp.pathway.rules import PLANNED
from webapp.people.models import Person, Registration

STANDS = (col(Appointment.replaced_at).is_(None), col(Appointment.cancelled_at).is_(None), col(Appointment.did_not_attend_at).is_(None))


def open_cycle(session: Session, person_id: UUID) -> Cycle | None:
    return session.exec(select(Cycle).where(Cycle.person_id == person_id, col(Cycle.closed_on).is_(None))).first()


def appointments_of(session: Session, cycle_id: UUID) -> list[Appointment]:
    """Every appointment of the cycle, replaced and missed ones too, oldest first."""
    return list(session.exec(select(Appointment).where(Appointment.cycle_id == cycle_id).order_by(col(Appointment.starts_at))))


def standing(session: Session, cycle_id: UUID, kind: AppointmentKind) -> Appointment | None:
    """The appointment of this kind that stands: the latest when there are more."""
    found = select(Appointment).where(Appointment.cycle_id == cycle_id, Appointment.kind == kind, *STANDS)
    return session.exec(found.order_by(col(Appointment.starts_at).desc())).first()


def conversation_of(session: Session, cycle_id: UUID) -> Appointment | None:
    return standing(session, cycle_id, AppointmentKind.CONVERSATION)


def visit_to_come(session: Session, person_id: UUID, at: datetime) -> Appointment | None:
    """The information visit that still lies ahead."""
    found = select(Appointment).where(Appointment.person_id == person_id, Appointment.kind == AppointmentKind.INFORMATION, *STANDS)
    return session.exec(found.where(col(Appointment.starts_at) > at).order_by(col(Appointment.starts_at))).first()


def conversations_between(session: Session, first: date, last: date, practice_id: UUID | None = None) -> list[tuple[Appointment, Cycle, Person]]:
    """Standing conversations on UK days first to last, both included, of people still registered and alive, by time."""
    found = (
        select(Appointment, Cycle, Person)
        .join(Cycle, col(Cycle.id) == Appointment.cycle_id)
        .join(Person, col(Person.id) == Appointment.person_id)
        .join(Registration, col(Registration.person_id) == Appointment.person_id)
        .where(
            Appointment.kind == AppointmentKind.CONVERSATION,
            *STANDS,
            col(Cycle.closed_on).is_(None),
            col(Registration.ended_on).is_(None),
            col(Registration.practice_id) == Appointment.practice_id,
            col(Person.died_on).is_(None),
            col(Appointment.starts_at) >= london(first, time()),
            col(Appointment.starts_at) < london(last + timedelta(days=1), time()),
        )
        .order_by(col(Appointment.starts_at), col(Person.surname))
    )
    if practice_id:
        found = found.where(Appointment.practice_id == practice_id)
    return list(session.exec(found).all())


def moves_of(session: Session, cycle_id: UUID) -> list[StageMove]:
    return list(session.exec(select(StageMove).where(StageMove.cycle_id == cycle_id).order_by(col(StageMove.at))))


def had_a_plan(session: Session, cycle_id: UUID) -> bool:
    """Was a plan agreed in this year?"""
    return session.exec(select(StageMove.id).where(StageMove.cycle_id == cycle_id, col(StageMove.from_stage).in_(PLANNED)).limit(1)).first() is not None


def held_cycle(session: Session, person_id: UUID) -> Cycle | None:
    """The open cycle as it is now, held until the transaction ends: two who begin the next year do so one after the other, and once."""
    found = select(Cycle).where(Cycle.person_id == person_id, col(Cycle.closed_on).is_(None))
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).first()


def closed_cycles(session: Session, person_id: UUID, practice_id: UUID | None = None) -> list[Cycle]:
    """The years that are over, newest first; only those at one practice when it is named."""
    found = select(Cycle).where(Cycle.person_id == person_id, col(Cycle.closed_on).is_not(None))
    found = found.where(Cycle.practice_id == practice_id) if practice_id else found
    return list(session.exec(found.order_by(col(Cycle.started_on).desc(), col(Cycle.id))))


def cycles_at(session: Session, practice_id: UUID) -> list[tuple[Cycle, Person]]:
    """Every open cycle of a practice with its person, by surname."""
    found = select(Cycle, Person).join(Person, col(Person.id) == Cycle.person_id).where(Cycle.practice_id == practice_id, col(Cycle.closed_on).is_(None))
    return list(session.exec(found.order_by(col(Person.surname), col(Person.given_name))).all())


def passed_conversations(session: Session, at: datetime) -> list[tuple[Appointment, Cycle]]:
    """Standing conversations whose time has passed while the cycle still waits for them."""
    found = (
        select(Appointment, Cycle)
        .join(Cycle, col(Cycle.id) == Appointment.cycle_id)
        .where(
            Appointment.kind == AppointmentKind.CONVERSATION,
            *STANDS,
            col(Appointment.starts_at) < at,
            col(Cycle.closed_on).is_(None),
            col(Cycle.stage).in_([Stage.GATHERING, Stage.TRIAGED, Stage.PACK_SENT, Stage.PREPARED]),
        )
    )
    return list(session.exec(found.order_by(col(Appointment.starts_at))).all())
