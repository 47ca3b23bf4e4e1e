"""A search, a list with a score and somebody staff thought of, all about one person."""

from decimal import Decimal
from uuid import UUID

from sqlmodel import Session

from webapp.cohorts.changes import save_search, think_of
from webapp.cohorts.rules import Criteria
from webapp.people.models import Person
from webapp.practices.models import Practice, StaffMember
from webapp.scores.changes import keep_list
from webapp.scores.reading import ScoreFile, ScoreRow


def searched_for(session: Session, practice: Practice, person: Person, clinician: StaffMember, words: str) -> dict[str, UUID]:
    """Somebody thinks a talk would help them, a search looks for such people, and a list with a score has them."""
    think_of(session, practice_id=practice.id, person_id=person.id, reason=words, by=clinician.id)
    search = save_search(session, practice_id=practice.id, name="Thought of", criteria=Criteria(judged=True), by=clinician.id)
    row = ScoreRow(2, person.nhs_number, person.born_on, person.surname, Decimal(3))
    file = ScoreFile((row,), (), 0, 1, "x", "By hand")
    said = {"file": file, "file_name": "scores.csv", "name": "Frailty", "method": "By hand", "reason": "To help sooner"}
    return {"cohort": search.id, "list": keep_list(session, practice_id=practice.id, **said, by=clinician.id).id}
