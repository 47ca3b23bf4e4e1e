"""The duty list as one member of staff may see it. A manager meets an entry when its clock has come to them, and never the words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from webapp.cover.clock import Hours, is_staffed, minutes_gone, moment_of, starts_at, steps
from webapp.cover.models import DutyEntry, MoodCover
from webapp.cover.queries import READERS, hours_in, mood_cover, open_entries, people_with_phones, said_in
from webapp.people.models import ContactPoint, Person
from webapp.practices.models import Practice, Role
from webapp.practices.queries import staff_names


@dataclass(frozen=True)
class Line:
    """`gone`: staffed minutes so far, of `within`. `asked`: whose turn it is now. `next_at`: when it comes to the next, None at the end.

    `said` is empty for whoever may not read answers.
    """

    entry: DutyEntry
    person: Person
    phones: list[ContactPoint]
    said: list[dict[str, str]]
    gone: int
    within: int
    runs: bool
    starts_at: datetime
    asked: str
    next_at: datetime | None
    taken_by: str


def duty_lines(session: Session, practice: Practice, role: Role | None, wall: datetime) -> list[Line]:
    """Not taken yet before taken, oldest first. There is no way to leave any of them out."""
    entries = entries_for(session, practice, role, wall)
    if not entries:
        return []
    row = mood_cover(session, practice.id)
    people, phones = people_with_phones(session, {entry.person_id for entry in entries})
    known = Known(row, hours_in(row, practice), staff_names(session, practice.id), role, wall)
    lines = [line(entry, people[entry.person_id], phones[entry.person_id], known) for entry in entries]
    return sorted(lines, key=lambda one: one.entry.acknowledged_at is not None)


def entries_for(session: Session, practice: Practice, role: Role | None, wall: datetime) -> list[DutyEntry]:
    found = open_entries(session, practice.id)
    if role in READERS:
        return found
    return [entry for entry in found if role is Role.MANAGER and is_the_managers(entry, hours_in(mood_cover(session, practice.id), practice), wall)]


def is_the_managers(entry: DutyEntry, hours, wall: datetime) -> bool:
    return entry.acknowledged_at is None and moment_of(hours, entry.stored_at, steps(entry.clock).escalate_at[-1]) <= wall


@dataclass(frozen=True)
class Known:
    """What every line is made with."""

    row: MoodCover | None
    hours: Hours
    names: dict[UUID, str]
    role: Role | None
    wall: datetime

    def named(self, staff_id: UUID | None) -> str:
        return self.names.get(staff_id, "") if staff_id else ""

    def asked(self, passed: int) -> str:
        """Whose turn it is: the lead, then the deputy, then the manager."""
        return self.named((self.row.lead_id, self.row.deputy_id, self.row.manager_id)[min(passed, 2)]) if self.row else ""


def line(entry: DutyEntry, person: Person, phones: list[ContactPoint], known: Known) -> Line:
    own, hours = steps(entry.clock), known.hours
    turns = [moment_of(hours, entry.stored_at, minutes) for minutes in own.escalate_at]
    passed = sum(turn <= known.wall for turn in turns)
    return Line(
        entry=entry,
        person=person,
        phones=phones,
        said=said_in(entry) if known.role in READERS else [],
        gone=minutes_gone(hours, entry.stored_at, entry.acknowledged_at or known.wall),
        within=own.acknowledge_within,
        runs=is_staffed(hours, known.wall),
        starts_at=starts_at(hours, entry.stored_at),
        asked=known.asked(passed),
        next_at=turns[passed] if passed < len(turns) else None,
        taken_by=known.named(entry.acknowledged_by_id),
    )
