"""Reading the cover of a practice and its duty list."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import in_london
from webapp.cover.clock import Hours
from webapp.cover.models import AlertTest, DutyEntry, DutyStep, MoodCover
from webapp.cover.rules import Facts, gaps, good_until
from webapp.cover.words import MISSING
from webapp.people.models import ContactKind, ContactPoint, Person
from webapp.practices.models import Practice, Role, StaffMember

READERS = (Role.CLINICIAN, Role.DUTY)
PHONES = (ContactKind.MOBILE, ContactKind.LANDLINE)


@dataclass(frozen=True)
class Cover:
    """Does somebody read mood answers here? `missing`: what is not in place, as lazy texts. `until`: the last day it stands by itself."""

    stands: bool
    missing: tuple
    until: date | None = None


@dataclass(frozen=True)
class Tests:
    """The last test text, and the last that somebody acknowledged."""

    last: AlertTest | None = None
    answered: AlertTest | None = None


def cover_of(session: Session, practice: Practice, wall: datetime) -> Cover:
    """`wall` is aware. Read afresh on every request: what lapses, lapses at once."""
    facts = facts_of(session, practice)
    found = gaps(facts, in_london(wall).date())
    return Cover(not found, tuple(MISSING[gap] for gap in found), good_until(facts))


def mood_cover(session: Session, practice_id: UUID) -> MoodCover | None:
    return session.exec(select(MoodCover).where(MoodCover.practice_id == practice_id)).first()


def facts_of(session: Session, practice: Practice) -> Facts:
    row = mood_cover(session, practice.id)
    if row is None:
        return Facts()
    tests, here = tests_of(session, practice.id), roles_here(session, practice.id, {row.lead_id, row.deputy_id, row.manager_id})
    return Facts(
        is_stopped=row.stopped_at is not None,
        has_lead=here.get(row.lead_id) in READERS,
        has_deputy=here.get(row.deputy_id) in READERS,
        is_one_person=row.lead_id is not None and row.lead_id == row.deputy_id,
        has_manager=here.get(row.manager_id) is Role.MANAGER,
        has_hours=bool(row.reads_from and row.reads_until),
        has_duty_phone=bool(row.duty_phone_sealed),
        has_deputy_phone=bool(row.deputy_phone_sealed),
        has_manager_phone=bool(row.manager_phone_sealed),
        crisis_on=row.crisis_on,
        has_protocol=bool(row.protocol),
        has_officer=bool(row.officer and row.officer_on),
        tested_on=in_london(tests.last.sent_at).date() if tests.last else None,
        answered_on=in_london(tests.answered.sent_at).date() if tests.answered else None,
    )


def roles_here(session: Session, practice_id: UUID, ids: set[UUID | None]) -> dict[UUID | None, Role]:
    """Whoever of these works at this practice now."""
    found = select(StaffMember.id, StaffMember.role).where(StaffMember.practice_id == practice_id, col(StaffMember.ended_at).is_(None))
    return dict(session.exec(found.where(col(StaffMember.id).in_([one for one in ids if one]))).all())


def staff_here(session: Session, practice_id: UUID) -> list[StaffMember]:
    """Nurses, doctors, duty and managers who work here now, by name: whom the three are chosen from."""
    found = select(StaffMember).where(StaffMember.practice_id == practice_id, col(StaffMember.ended_at).is_(None))
    return list(session.exec(found.where(col(StaffMember.role).in_((*READERS, Role.MANAGER))).order_by(col(StaffMember.name), col(StaffMember.id))))


def tests_of(session: Session, practice_id: UUID) -> Tests:
    newest = select(AlertTest).where(AlertTest.practice_id == practice_id).order_by(col(AlertTest.sent_at).desc(), col(AlertTest.id)).limit(1)
    last = session.exec(newest).first()
    answered = session.exec(newest.where(col(AlertTest.acknowledged_at).is_not(None))).first() if last and last.acknowledged_at is None else last
    return Tests(last, answered)


def hours_of(session: Session, practice: Practice) -> Hours:
    """When mood answers are read here; the opening hours where nobody has said."""
    return hours_in(mood_cover(session, practice.id), practice)


def hours_in(row: MoodCover | None, practice: Practice) -> Hours:
    if row and row.reads_from and row.reads_until:
        return Hours(practice.nation, row.reads_from, row.reads_until)
    return Hours(practice.nation, practice.opens, practice.closes)


def open_entries(session: Session, practice_id: UUID) -> list[DutyEntry]:
    """Oldest first. Nothing leaves this list but by closing."""
    found = select(DutyEntry).where(DutyEntry.practice_id == practice_id, col(DutyEntry.closed_at).is_(None))
    return list(session.exec(found.order_by(col(DutyEntry.stored_at), col(DutyEntry.id))))


def open_entries_of(session: Session, practice_id: UUID, person_id: UUID) -> list[DutyEntry]:
    found = select(DutyEntry).where(DutyEntry.practice_id == practice_id, DutyEntry.person_id == person_id, col(DutyEntry.closed_at).is_(None))
    return list(session.exec(found.order_by(col(DutyEntry.stored_at), col(DutyEntry.id))))


def entry_of_practice(session: Session, practice_id: UUID, entry_id: UUID) -> DutyEntry | None:
    """One entry, open or closed, only when it is this practice's."""
    return session.exec(select(DutyEntry).where(DutyEntry.id == entry_id, DutyEntry.practice_id == practice_id)).first()


def open_entry(session: Session, practice_id: UUID, subject: str) -> DutyEntry | None:
    found = select(DutyEntry).where(DutyEntry.practice_id == practice_id, DutyEntry.subject == subject, col(DutyEntry.closed_at).is_(None))
    return session.exec(found.execution_options(populate_existing=True)).first()


def steps_of(session: Session, entry_ids: list[UUID]) -> dict[UUID, list[int]]:
    """Entry -> the staffed minutes at which it was escalated, in order."""
    rows = session.exec(select(DutyStep.entry_id, DutyStep.minutes).where(col(DutyStep.entry_id).in_(entry_ids)).order_by(col(DutyStep.minutes))).all()
    return {entry_id: [minutes for one, minutes in rows if one == entry_id] for entry_id in entry_ids}


def people_with_phones(session: Session, ids: set[UUID]) -> tuple[dict[UUID, Person], dict[UUID, list[ContactPoint]]]:
    """Two statements, however many people. Confirmed numbers first."""
    people = {person.id: person for person in session.exec(select(Person).where(col(Person.id).in_(ids)))}
    points = session.exec(select(ContactPoint).where(col(ContactPoint.person_id).in_(ids), col(ContactPoint.stopped_at).is_(None))).all()
    phones = sorted((point for point in points if point.kind in PHONES), key=lambda point: (point.confirmed_at is None, point.recorded_at))
    return people, {person_id: [point for point in phones if point.person_id == person_id] for person_id in ids}


def said_in(entry: DutyEntry) -> list[dict[str, str]]:
    return json.loads(entry.said or "[]")
