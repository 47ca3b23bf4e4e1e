"""Setting up a practice."""

from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import pathway_now
from webapp.practices.models import Practice
from webapp.practices.queries import practice_by_code


class CodeTaken(Exception):
    """Another practice has this code."""


def add_practice(session: Session, *, code: str, name: str, phone: str = "") -> Practice:
    """`code` is the practice's ODS code, kept in capitals. Raises CodeTaken."""
    code = code.strip().upper()
    if practice_by_code(session, code):
        raise CodeTaken(code)
    made = Practice(code=code, name=name.strip(), phone=phone.strip())
    session.add(made)
    session.flush()
    return made


def choose_own_texts(session: Session, *, practice: Practice, own: bool, by: UUID) -> None:
    """Texts by the practice's own system, or by our service again. `by` is the staff member's id."""
    if own != bool(practice.own_texts_since):
        practice.own_texts_since, practice.own_texts_by_id = pathway_now() if own else None, by
        session.add(practice)
        session.flush()
