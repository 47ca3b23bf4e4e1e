"""Keeping what a member of staff says of their work. Who answered and what was said are two rows that do not know each other."""

from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from webapp.questionnaires.care_rules import month_of
from webapp.questionnaires.slips import Slip
from webapp.questionnaires.unnamed import save_unnamed
from webapp.surveys.models import SurveyTaken


def answer_survey(session: Session, *, practice_id: UUID, instrument: str, said: dict[str, str], today: date, by: UUID) -> bool:
    """`said` is question -> option value as text, or `skipped`; `by` a staff member. False when they have answered in this month."""
    month = month_of(today)
    try:
        with session.begin_nested():
            session.add(SurveyTaken(staff_id=by, instrument=instrument, month=month))
    except IntegrityError:
        return False
    save_unnamed(session, slip=Slip.drawn(practice_id, month, ""), instrument=instrument, said=said)
    return True
