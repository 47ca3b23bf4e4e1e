"""Which results a practice gathers for one person: its own checklist, or the catalogue's when it has none."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.content.catalogue import Result, catalogue_file, results
from webapp.people.models import PersonCondition
from webapp.practices.models import ChecklistItem

EVERYBODY = "any"


def checklist(session: Session, *, person_id: UUID, practice_id: UUID) -> list[Result]:
    """In the catalogue's order. Only what may be typed by hand; a pair of blood pressure numbers is never split."""
    conditions = {code for code in session.exec(open_codes(person_id)) if code} | {EVERYBODY}
    items = session.exec(select(ChecklistItem).where(ChecklistItem.practice_id == practice_id).order_by(ChecklistItem.result_code)).all()
    wanted = {item.result_code for item in items if item.condition in conditions} if items else catalogue_codes(conditions)
    pair = {"bp_systolic", "bp_diastolic"}
    wanted |= pair if wanted & pair else set()
    return [entry for code, entry in results().items() if code in wanted and may_be_typed(entry)]


def open_codes(person_id: UUID):
    return select(PersonCondition.code).where(PersonCondition.person_id == person_id, col(PersonCondition.ended_at).is_(None)).order_by(PersonCondition.code)


def catalogue_codes(conditions: Collection[str]) -> set[str]:
    return {entry.code for entry in results().values() if entry.show_in_pack and set(entry.conditions) & set(conditions)}


def may_be_typed(entry: Result) -> bool:
    """Not what is only ever recorded, never shown, or asked only behind the practice's own gate."""
    gated = catalogue_file("results")["meta"]["mood_questions"]["gated"]
    return not entry.record_only and entry.release != "never" and entry.code not in gated
