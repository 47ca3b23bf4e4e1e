"""Writing the pathway. `move` is the only place that changes a stage, and it writes the history row beside it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.accounts.links import move_ends, stop_links
from webapp.base.clock import in_london, pathway_now, today
from webapp.base.records import timed_id
from webapp.database.bulk import insert_rows
from webapp.messages.changes import cancel_messages
from webapp.messages.models import MessageKind
from webapp.outbox.stopping import allow_way, stop_way
from webapp.pathway.models import Appointment, AppointmentKind, Cycle, Stage, StageMove
from webapp.pathway.queries import had_a_plan, open_cycle, standing
from webapp.pathway.rules import ASIDE, YEAR_ENDS, link_dies_on, may_move
from webapp.people.models import Person, Registration, Stop
from webapp.people.queries import opted_out
from webapp.practices.models import Practice


class MoveRefused(Exception):
    """The table of moves does not allow this step."""


def move(session: Session, *, cycle: Cycle, to: Stage, by: UUID | None, why: str = "") -> None:
    """One step of the year. `by` is an account id, or None for the timetable. Raises MoveRefused."""
    if cycle.stage is to:
        return
    if not may_move(cycle.stage, to):
        raise MoveRefused(f"{cycle.stage} to {to}")
    session.add(StageMove(cycle_id=cycle.id, from_stage=cycle.stage, to_stage=to, by_id=by, why=why))
    cycle.stage, cycle.stage_since = to, pathway_now()
    session.add(cycle)
    session.flush()


def start_cycle(session: Session, *, person_id: UUID, practice_id: UUID, reason: str, by: UUID | None) -> Cycle:
    """The person's open cycle, started now if there is none."""
    found = open_cycle(session, person_id)
    if found is None:
        found = Cycle(person_id=person_id, practice_id=practice_id, started_on=today(), entry_reason=reason)
        session.add(found)
        session.flush()
        session.add(StageMove(cycle_id=found.id, from_stage=Stage.ENTRY, to_stage=Stage.ENTRY, by_id=by, why=reason))
    return found


def begin_next_year(session: Session, *, cycle: Cycle, by: UUID | None, why: str) -> Cycle:
    """The year of `cycle` is over: it is closed and kept with all that was in it, and the next stands at its entry. Raises MoveRefused.

    The plan belongs to the person, not to a year: nothing of it changes.
    """
    if cycle.stage not in YEAR_ENDS or cycle.closed_on is not None:
        raise MoveRefused(f"{cycle.stage} to the next year")
    close_cycle(session, cycle=cycle)
    begun = Cycle(person_id=cycle.person_id, practice_id=cycle.practice_id, stage=cycle.stage, started_on=today(), entry_reason=why)
    session.add(begun)
    session.flush()
    move(session, cycle=begun, to=Stage.ENTRY, by=by, why=why)
    return begun


def close_cycle(session: Session, *, cycle: Cycle) -> None:
    cycle.closed_on = today()
    session.add(cycle)
    session.flush()


def start_cycles(session: Session, *, person_ids: Sequence[UUID], practice_id: UUID, reason: str, by: UUID | None) -> None:
    """As `start_cycle`, for a portion of an import in four statements. Nobody who said no to being looked for."""
    begun = set(session.exec(select(Cycle.person_id).where(col(Cycle.person_id).in_(person_ids), col(Cycle.closed_on).is_(None))))
    begun |= opted_out(session, person_ids)
    # Plain values, not rows: making thousands of row objects costs more than writing them.
    at, on = pathway_now(), today()
    same = {"practice_id": practice_id, "stage": Stage.ENTRY, "stage_since": at, "started_on": on, "entry_reason": reason}
    made = [{"id": timed_id(), "person_id": one, **same} for one in person_ids if one not in begun]
    history = {"from_stage": Stage.ENTRY, "to_stage": Stage.ENTRY, "at": at, "by_id": by, "why": reason}
    if made:
        insert_rows(session, Cycle.__table__, made)
        insert_rows(session, StageMove.__table__, [{"id": timed_id(), "cycle_id": cycle["id"], **history} for cycle in made])


def book(session: Session, *, cycle: Cycle, kind: AppointmentKind, starts_at: datetime, source: str, by: UUID | None, **details) -> Appointment:
    """Book, or rebook: an appointment of the same kind that stood is replaced. A cycle that had not begun moves to gathering.

    `details`: with_whom, place, minutes; a talk's usual minutes are the practice's.
    """
    before = standing(session, cycle.id, kind)
    whose = {"person_id": cycle.person_id, "practice_id": cycle.practice_id, "cycle_id": cycle.id}
    if kind is AppointmentKind.CONVERSATION:
        details.setdefault("minutes", session.get_one(Practice, cycle.practice_id).talk_minutes)
    made = Appointment(**whose, kind=kind, starts_at=starts_at, source=source, **details)
    session.add(made)
    session.flush()
    if before is not None:
        before.replaced_at, before.replaced_by_id = pathway_now(), made.id
        session.add(before)
    if kind is AppointmentKind.CONVERSATION:
        move_ends(session, person_id=cycle.person_id, dies_on=link_dies_on(in_london(starts_at).date()))
    if cycle.stage is Stage.INVITED:
        # They came: whatever still asks them to come is stopped in this same breath.
        cancel_messages(session, person=session.get_one(Person, cycle.person_id), by=by, why="booked", kinds=(MessageKind.INVITATION,))
    if cycle.stage in (Stage.ENTRY, Stage.INVITED):
        move(session, cycle=cycle, to=Stage.GATHERING, by=by, why="booked")
    return made


def record_missed(session: Session, *, appointment: Appointment, at: datetime | None = None) -> None:
    """A did-not-attend is a dated fact, not a judgement."""
    if appointment.did_not_attend_at is not None:
        return
    appointment.did_not_attend_at = at or pathway_now()
    session.add(appointment)
    cycle = session.get(Cycle, appointment.cycle_id) if appointment.cycle_id else None
    if cycle and cycle.stage is Stage.CONVERSATION and appointment.kind is AppointmentKind.CONVERSATION:
        move(session, cycle=cycle, to=Stage.GATHERING, by=None, why="missed, to be booked again")


def step_aside(session: Session, *, person: Person, to: Stage, by: UUID | None, why: str, on: date | None = None) -> None:
    """Declined, left, looking after myself, died. What waits for them is cancelled and their links stop, in this same transaction."""
    on = on or today()
    cycle = open_cycle(session, person.id)
    if cycle:
        move(session, cycle=cycle, to=to, by=by, why=why)
    if to is Stage.DIED:
        person.died_on = on
        session.add(person)
    if to is Stage.LEFT:
        end_registration(session, person=person, on=on, why="left")
    cancel_messages(session, person=person, by=by, why=to.value)
    if to in (Stage.DIED, Stage.LEFT):
        stop_links(session, person=person, why=to.value)


def end_registration(session: Session, *, person: Person, on: date, why: str) -> None:
    found = session.exec(select(Registration).where(Registration.person_id == person.id, col(Registration.ended_on).is_(None))).first()
    if found:
        found.ended_on, found.ended_why = on, why
        session.add(found)


def come_back(session: Session, *, person: Person, practice_id: UUID, by: UUID | None, why: str) -> Cycle:
    """The way back from aside, to the last place: on the way to the talk, or living the plan. Raises MoveRefused.

    Another practice begins a cycle of its own; the plan comes along, for it is the person's.
    """
    last = open_cycle(session, person.id)
    if last is not None and last.stage not in ASIDE:
        raise MoveRefused(f"{last.stage} is not aside")
    still = session.exec(select(Registration).where(Registration.person_id == person.id, col(Registration.ended_on).is_(None))).first()
    if still is None:
        session.add(Registration(person_id=person.id, practice_id=practice_id, started_on=today()))
    person.died_on = None
    session.add(person)
    if last is not None and last.practice_id != practice_id:
        close_cycle(session, cycle=last)
    cycle = start_cycle(session, person_id=person.id, practice_id=practice_id, reason=why, by=by)
    if had_a_plan(session, cycle.id):
        move(session, cycle=cycle, to=Stage.LIVING_IT, by=by, why=why)
        return cycle
    move(session, cycle=cycle, to=Stage.ENTRY, by=by, why=why)
    booked = standing(session, cycle.id, AppointmentKind.CONVERSATION)
    if booked:
        move(session, cycle=cycle, to=Stage.GATHERING, by=by, why="already booked")
    return cycle


def stop_texts(session: Session, *, person: Person, by: UUID | None) -> None:
    """The person wants no texts. What waits is cancelled in this same transaction; another way takes over."""
    stop_way(session, person=person, stop=Stop.TEXTS, by=by)


def allow_texts(session: Session, *, person: Person, by: UUID | None) -> None:
    """The person wants texts again."""
    allow_way(session, person=person, stop=Stop.TEXTS)
