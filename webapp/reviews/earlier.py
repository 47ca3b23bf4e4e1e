"""The years before: what was shared, what the person wanted to talk about and wrote, each year as it was when it ended."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import in_london
from webapp.pathway.models import Cycle
from webapp.pathway.queries import closed_cycles, conversation_of
from webapp.people.models import Person
from webapp.talks.sheets import TalkSheet, talk_sheets


@dataclass(frozen=True)
class Year:
    """`talk_on` is the day of its talk, if one was; `closed_on` the day the next year began."""

    cycle_id: UUID
    started_on: date
    closed_on: date
    talk_on: date | None


def earlier_years(session: Session, person_id: UUID, practice_id: UUID | None = None) -> list[Year]:
    """Newest first. A practice sees the years that were its own; the person sees every one."""
    return [year_of(session, cycle) for cycle in closed_cycles(session, person_id, practice_id)]


def year_of(session: Session, cycle: Cycle) -> Year:
    talk = conversation_of(session, cycle.id)
    return Year(cycle.id, cycle.started_on, cycle.closed_on, in_london(talk.starts_at).date() if talk else None)


def year_sheet(session: Session, person: Person, cycle_id: UUID, *, practice_id: UUID | None, with_mood: bool) -> tuple[Year, TalkSheet] | None:
    """One year that is over, or None when it is not this person's (or not this practice's)."""
    cycle = next((one for one in closed_cycles(session, person.id, practice_id) if one.id == cycle_id), None)
    if cycle is None:
        return None
    booked = [(conversation_of(session, cycle.id), cycle, person)]
    return year_of(session, cycle), talk_sheets(session, booked, practice_id=cycle.practice_id, with_mood=with_mood)[0]
