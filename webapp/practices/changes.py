"""Setting up a practice."""

from sqlmodel import Session

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
