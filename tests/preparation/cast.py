"""Sam, whose talk with Nurse Team A is on Tuesday 15 December 2026 at 10:30am, and what a clinician released."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlmodel import select

from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member
from webapp.base.clock import london
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person
from webapp.practices.models import Practice, Role, StaffMember
from webapp.results.models import Decision, LineDecision, PersonalTarget, Release, ReleasedResult, Result

WEDNESDAY = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 11, 27, 18, 45, tzinfo=UTC)
TALK = london(date(2026, 12, 15), time(10, 30))
TAKEN, YEAR_BEFORE = date(2026, 11, 20), date(2025, 11, 18)


@dataclass
class Cast:
    practice: Practice
    nurse: StaffMember
    person: Person
    cycle: Cycle

    @property
    def pack(self) -> str:
        return f"/people/{self.person.id}/pack"

    @property
    def letterbox(self) -> str:
        return f"/people/{self.person.id}/letterbox"


def a_cast(session, *, stage=Stage.TRIAGED, talk=TALK, released=True, **about) -> Cast:
    practice = a_practice(session)
    nurse = a_staff_member(session, practice, Role.CLINICIAN, "Nurse Team A")
    person = a_person(session, practice, mobile="+447700900123", **about)
    made = Cast(practice, nurse, person, a_cycle(session, person, practice, talk_at=talk, stage=stage))
    if released:
        release(session, made, hba1c="58")
    session.commit()
    return made


def release(session, cast: Cast, *, before: dict | None = None, comment: str | None = None, **values) -> Release:
    """Release these results: code=amount, taken on 20 November 2026; `before` are last year's."""
    made = session.exec(select(Release).where(Release.cycle_id == cast.cycle.id)).first()
    if made is None:
        made = Release(person_id=cast.person.id, practice_id=cast.practice.id, cycle_id=cast.cycle.id, released_by_id=cast.nurse.id)
        session.add(made)
        session.flush()
    for day, given in ((TAKEN, values), (YEAR_BEFORE, before or {})):
        for code, amount in given.items():
            row = Result(person_id=cast.person.id, practice_id=cast.practice.id, code=code, taken_on=day, amount=amount, sent_value=amount)
            session.add(row)
            session.flush()
            session.add(ReleasedResult(release_id=made.id, result_id=row.id))
            if comment and day == TAKEN:
                session.add(LineDecision(cycle_id=cast.cycle.id, result_id=row.id, decision=Decision.SHOW, made_by_id=cast.nurse.id, comment=comment))
    session.commit()
    return made


def agree_target(session, cast: Cast, code: str, low: str | None, high: str | None) -> None:
    session.add(PersonalTarget(person_id=cast.person.id, code=code, low=low, high=high, agreed_on=TAKEN, recorded_by_id=cast.nurse.id))
    session.commit()
