"""The hardest pack there is: five conditions, every result they bring, ten years of each; and an easy one beside it."""

import json
from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from pathlib import Path

from sqlmodel import Session

from tests.people_cast import a_cycle, a_person
from webapp.base.clock import now, today
from webapp.content.catalogue import results
from webapp.pathway.models import Stage
from webapp.people.models import Person
from webapp.practices.models import Practice, StaffMember
from webapp.results.models import Release, ReleasedResult, Result

TABLE = json.loads((Path(__file__).parent.parent / "packs" / "each_condition.json").read_text("utf-8"))
ONE, FIVE = ["diabetes"], TABLE["five"]["conditions"]
ONES_RESULTS, FIVES_RESULTS = TABLE["diabetes"]["results"], TABLE["five"]["results"]
YEARS = 10
names = count(1)


def a_pack(session: Session, practice: Practice, nurse: StaffMember, *, conditions: Sequence[str], codes: Sequence[str], years: int) -> Person:
    """Somebody with these conditions whose results are released: this year's, last year's and, for the drawing, those before."""
    person = a_person(session, practice, given="Asha", surname=f"Heavy{next(names)}", conditions=tuple(conditions))
    cycle = a_cycle(session, person, practice, talk_at=now() + timedelta(days=10), stage=Stage.PACK_SENT)
    made = Release(person_id=person.id, practice_id=practice.id, cycle_id=cycle.id, released_by_id=nurse.id)
    session.add(made)
    session.flush()
    for code in codes:
        for back in range(years):
            about = {"person_id": person.id, "practice_id": practice.id, "code": code, "taken_on": today() - timedelta(days=5 + 365 * back)}
            row = Result(**about, sent_value="x", **value_of(code))
            session.add(row)
            session.flush()
            session.add(ReleasedResult(release_id=made.id, result_id=row.id, earlier=back > 1))
    session.flush()
    return person


def value_of(code: str) -> dict[str, str]:
    entry = results()[code]
    return {"words": entry.options[0]} if entry.coded else {"amount": str(entry.input_range.soft_min)}


def cards_of(codes: Sequence[str]) -> int:
    """How many results the page shows: the two blood pressure numbers are one."""
    return len(codes) - ({"bp_systolic", "bp_diastolic"} <= set(codes))
