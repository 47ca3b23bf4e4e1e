"""Setting up a practice."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import pathway_now
from webapp.practices.models import Practice, Talker, TalkWay
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


def choose_talks(session: Session, *, practice: Practice, talkers: Sequence[Talker], ways: Sequence[TalkWay], minutes: int, same_person: bool) -> None:
    """How the yearly talks are done here."""
    practice.talk_with, practice.talk_ways, practice.talk_minutes = ",".join(talkers), ",".join(ways), minutes
    if same_person != bool(practice.same_person_since):
        practice.same_person_since = pathway_now() if same_person else None
    session.add(practice)
    session.flush()


def choose_own_texts(session: Session, *, practice: Practice, own: bool, by: UUID) -> None:
    """Texts by the practice's own system, or by our service again. `by` is the staff member's id."""
    if own != bool(practice.own_texts_since):
        practice.own_texts_since, practice.own_texts_by_id = pathway_now() if own else None, by
        session.add(practice)
        session.flush()
