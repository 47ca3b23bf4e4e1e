"""Whom the demo practice looks for: three searches that are kept, and somebody the nurse thought of."""

from sqlmodel import Session

from webapp.cohorts.changes import save_search, think_of
from webapp.cohorts.rules import Criteria
from webapp.database.session import Database
from webapp.demo.story import nurse, one
from webapp.practices.models import Practice

SEARCHES = {
    "2 conditions or more, from 60 on": {"criteria": Criteria(least_conditions=2, age_from=60)},
    "Bones and joints": {"criteria": Criteria(conditions=("osteoporosis", "osteoarthritis", "inflammatory_arthritis", "gout"))},
    "Pilot: 75 and older": {"criteria": Criteria(age_from=75), "most": 10, "pilot": True},
}
THOUGHT_OF = "Her husband died this year. She may like to talk about living alone."


def saved_searches(database: Database, practice: Practice) -> None:
    with database.writing() as session:
        by = nurse(session)[0].id
        for name, said in SEARCHES.items():
            save_search(session, practice_id=practice.id, name=name, **said, by=by)
        think_of(session, practice_id=practice.id, person_id=whom(session), reason=THOUGHT_OF, by=by)


def whom(session: Session):
    return one(session, "mavis").id
