"""Keep what was measured at a visit, and what was not."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.practices.models import ChecklistItem, Practice
from webapp.results.changes import Recorded, record_results
from webapp.results.models import NotDone
from webapp.visits.models import OwnChecklistItem
from webapp.visits.sheet import Visit

TYPED = "typed"


def set_checklist(session: Session, *, person: Person, practice: Practice, codes: Collection[str], by: UUID) -> None:
    """From now on this is the person's list; with nothing in it the practice's own list for their conditions counts again. `by` is a staff id."""
    standing = sa.update(OwnChecklistItem).where(col(OwnChecklistItem.person_id) == person.id, col(OwnChecklistItem.practice_id) == practice.id)
    session.execute(standing.where(col(OwnChecklistItem.replaced_at).is_(None)).values(replaced_at=now()))
    always = {"person_id": person.id, "practice_id": practice.id, "recorded_by_id": by}
    session.add_all(OwnChecklistItem(**always, code=code) for code in sorted(codes))
    session.flush()


def set_practice_checklist(session: Session, *, practice: Practice, condition: str, codes: Collection[str]) -> None:
    """What the practice asks of everybody with this condition ("any": of everybody)."""
    session.execute(sa.delete(ChecklistItem).where(col(ChecklistItem.practice_id) == practice.id, col(ChecklistItem.condition) == condition))
    session.add_all(ChecklistItem(practice_id=practice.id, condition=condition, result_code=code) for code in sorted(codes))
    session.flush()


def record_visit(session: Session, *, person: Person, visit: Visit, practice: Practice, by: UUID) -> list[Recorded]:
    """Every reading and every "not done" of one page, and the rules run. `by` is a staff member's id."""
    cycle = open_cycle(session, person.id)
    touched = [*visit.readings, *visit.not_done]
    earlier = sa.update(NotDone).where(col(NotDone.person_id) == person.id, col(NotDone.code).in_(touched), col(NotDone.replaced_at).is_(None))
    session.execute(earlier.values(replaced_at=now()))
    always = {"person_id": person.id, "practice_id": practice.id, "cycle_id": cycle.id if cycle else None, "recorded_by_id": by}
    for code, (day, why) in visit.not_done.items():
        session.add(NotDone(**always, code=code, why=why, asked_on=day))
    rows = [(person.id, code, day, reading) for code, (day, reading) in visit.readings.items()]
    return record_results(session, rows=rows, practice=practice, by=by, source=TYPED) if rows else []
