"""Triage of one person or of everybody who waits, read in a number of queries that does not grow with the people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import today
from webapp.content.catalogue import levels, results
from webapp.findings.sheet import Alarm, Triage, rule_of, triage_of
from webapp.pathway.models import Appointment, AppointmentKind, Cycle, Stage
from webapp.pathway.queries import STANDS
from webapp.people.models import Person, Registration
from webapp.people.queries import conditions_of
from webapp.practices.models import Practice, StaffMember
from webapp.results.holding import open_holds
from webapp.results.models import Hit, NotDone, PersonalTarget, Release, Result
from webapp.results.on_record import add_clinician_words, on_record
from webapp.results.shown import oldest_shown
from webapp.signoffs.queries import standings
from webapp.signoffs.rules import Standing
from webapp.verdicts.gate import InTheWay

FAR_OFF = float("inf")
# From the day something is booked until the talk itself. Before that nobody waits, however many old results an import brought.
WAIT_FOR_RESULTS = (Stage.GATHERING, Stage.TRIAGED, Stage.PACK_SENT, Stage.PREPARED)


def triages(session: Session, person_ids: Collection[UUID], *, practice: Practice) -> dict[UUID, Triage]:
    """Person id -> their triage, for any number of people in twelve queries."""
    records = on_record(session, person_ids)
    add_clinician_words(session, records.values())
    cycles = [record.cycle_id for record in records.values() if record.cycle_id]
    releases = {found.cycle_id: found for found in session.exec(select(Release).where(col(Release.cycle_id).in_(cycles), col(Release.withdrawn_at).is_(None)))}
    talks = talks_of(session, cycles)
    return {
        person_id: triage_of(record, practice=practice, today=today(), release=releases.get(record.cycle_id), talk_at=talks.get(record.cycle_id))  # type: ignore[arg-type]
        for person_id, record in records.items()
    }


def triage_of_person(session: Session, person: Person, *, practice: Practice) -> Triage:
    return triages(session, [person.id], practice=practice)[person.id]


def results_for_triage(session: Session, cycle: Cycle, *, practice: Practice) -> Triage:
    """Every line of this cycle's pack with its alarms, questions, decisions and what still stands in the way."""
    return triages(session, [cycle.person_id], practice=practice)[cycle.person_id]


def what_stands_in_the_way(session: Session, cycle: Cycle, *, practice: Practice) -> list[InTheWay]:
    """Everything that stops this cycle's release. Empty: a clinician may press release."""
    return results_for_triage(session, cycle, practice=practice).obstacles


def talks_of(session: Session, cycle_ids: Collection[UUID | None]) -> dict[UUID | None, datetime]:
    wanted = select(Appointment.cycle_id, Appointment.starts_at).where(col(Appointment.cycle_id).in_(cycle_ids), *STANDS)
    return dict(session.exec(wanted.where(Appointment.kind == AppointmentKind.CONVERSATION).order_by(col(Appointment.starts_at))).all())


@dataclass(slots=True)
class Waiting:
    """One person whose results wait. `level` is the most urgent open hold, `due_at` its time; counts are of what is open."""

    person_id: UUID
    name: str
    cycle_id: UUID | None
    talk_at: datetime | None = None
    level: str | None = None
    due_at: datetime | None = None
    questions: int = 0
    looks: int = 0

    @property
    def urgency(self) -> tuple:
        rank = levels()[self.level].rank if self.level else 0
        due, talk = (at.timestamp() if at else FAR_OFF for at in (self.due_at, self.talk_at))
        return -rank, due, talk, self.name


def waiting(session: Session, practice: Practice) -> list[Waiting]:
    """Whose results wait for a clinician, most urgent first. Three queries. A hold is here whatever the person's stage."""
    found = {row.id: Waiting(row.id, f"{row.surname}, {row.given_name}", row.cycle_id) for row in session.execute(people_waiting(practice))}
    for hit in session.execute(open_hits(practice)):
        if hit.person_id in found:
            add_hit(found[hit.person_id], hit)
    talks = talks_of(session, [one.cycle_id for one in found.values()])
    for one in found.values():
        one.talk_at = talks.get(one.cycle_id)
    return sorted(found.values(), key=lambda one: one.urgency)


def add_hit(one: Waiting, hit) -> None:
    if hit.is_question:
        one.questions += hit.many
    elif not levels()[hit.level].holds_pack:
        one.looks += hit.many
    else:
        one.level = max(filter(None, (one.level, hit.level)), key=lambda level: levels()[level].rank)
    one.due_at = min(filter(None, (one.due_at, hit.due_at)), default=None)


def open_hits(practice: Practice):
    counted = sa.select(col(Hit.person_id), col(Hit.level), col(Hit.is_question), sa.func.min(Hit.due_at).label("due_at"), sa.func.count().label("many"))
    return counted.where(col(Hit.practice_id) == practice.id, col(Hit.closed_at).is_(None)).group_by(Hit.person_id, Hit.level, Hit.is_question)


def people_waiting(practice: Practice):
    """Registered here, alive, and either with an alarm, or in an open year with results no release shows yet."""
    has_alarm = sa.exists().where(col(Hit.person_id) == Person.id, col(Hit.closed_at).is_(None), col(Hit.is_question).is_(False), col(Hit.level) != "look")
    has_results = sa.exists().where(col(Result.person_id) == Person.id, col(Result.withdrawn_at).is_(None), col(Result.taken_on) >= oldest_shown(today()))
    is_released = sa.exists().where(col(Release.cycle_id) == Cycle.id, col(Release.withdrawn_at).is_(None))
    on_the_way = sa.and_(col(Cycle.stage).in_(WAIT_FOR_RESULTS), has_results, ~is_released)
    return (
        sa.select(col(Person.id), col(Person.surname), col(Person.given_name), col(Cycle.id).label("cycle_id"))
        .join(Registration, sa.and_(col(Registration.person_id) == Person.id, col(Registration.ended_on).is_(None)))
        .outerjoin(Cycle, sa.and_(col(Cycle.person_id) == Person.id, col(Cycle.closed_on).is_(None)))
        .where(col(Registration.practice_id) == practice.id, col(Person.died_on).is_(None), sa.or_(has_alarm, on_the_way))
        .order_by(col(Person.surname), col(Person.given_name), col(Person.id))
    )


def unchanged_people(session: Session, people: Collection[Waiting], *, practice: Practice) -> list[Triage]:
    """Those of them whose whole pack is unchanged and in their own target: the one press. By name."""
    calm = [one.person_id for one in people if one.cycle_id and not (one.level or one.questions or one.looks)]
    with_target = set(session.exec(select(PersonalTarget.person_id).where(col(PersonalTarget.person_id).in_(calm), col(PersonalTarget.ended_at).is_(None))))
    found = [triage for triage in triages(session, with_target, practice=practice).values() if triage.goes_with_one_press]
    return sorted(found, key=lambda triage: (triage.record.person.surname, triage.record.person.given_name))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the lines: the person's conditions in words, who wrote what, what was set aside and looked at, not done.

    `standings`: content id -> signed, draft or expired."""

    conditions: list[str]
    conditions_known: bool
    names: dict[UUID, str]
    not_done: dict[str, NotDone]
    standings: dict[str, Standing]
    taken_back: Release | None = None


def around(session: Session, triage: Triage) -> Around:
    person = triage.record.person
    return Around(
        conditions=[condition.words for condition in conditions_of(session, person.id)],
        conditions_known=person.conditions_imported_at is not None or bool(triage.record.conditions),
        names=staff_names(session, said_by(triage)),
        not_done=not_done(session, person.id, triage.record.cycle_id),
        standings=standings(session, triage.record.cycle.practice_id, today()) if triage.record.cycle else {},
        taken_back=None if triage.release else taken_back(session, triage.record.cycle_id),
    )


def taken_back(session: Session, cycle_id: UUID | None) -> Release | None:
    """The last release of this cycle that no longer stands."""
    withdrawn = select(Release).where(Release.cycle_id == cycle_id, col(Release.withdrawn_at).is_not(None))
    return session.exec(withdrawn.order_by(col(Release.withdrawn_at).desc())).first()


def said_by(triage: Triage) -> set[UUID]:
    """Every staff member whose word stands on the page."""
    rows = [line.row for line in triage.lines]
    by = [alarm.hit.closed_by_id for alarm in triage.alarms] + [fact.answered_by_id for fact in triage.record.facts]
    by += [decision.made_by_id for decision in triage.record.decisions.values()] + [target.recorded_by_id for target in triage.record.targets.values()]
    by += [row.handled_by_id for row in rows] + [triage.release.released_by_id if triage.release else None]
    return {one for one in by if one}


def staff_names(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(session.exec(select(StaffMember.id, StaffMember.name).where(col(StaffMember.id).in_(ids)).order_by(col(StaffMember.name))).all()) if ids else {}


def not_done(session: Session, person_id: UUID, cycle_id: UUID | None) -> dict[str, NotDone]:
    """Result code -> why it was not taken in this cycle."""
    standing = select(NotDone).where(NotDone.person_id == person_id, NotDone.cycle_id == cycle_id, col(NotDone.replaced_at).is_(None))
    return {found.code: found for found in session.exec(standing.order_by(col(NotDone.recorded_at)))}


def open_alarms(session: Session, person_id: UUID) -> list[Alarm]:
    """What a clinician must speak about today, most urgent first: for whoever has the person in front of them."""
    hits = session.exec(select(Hit).where(Hit.person_id == person_id, col(Hit.closed_at).is_(None)).order_by(col(Hit.raised_at)))
    soon = [hit for hit in open_holds(hits) if hit.level in ("hold_now", "hold_same_day") and hit.result_code in results()]
    return [Alarm(hit, results()[hit.result_code], rule_of(hit)) for hit in soon]
