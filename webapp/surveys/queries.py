"""Reading the staff's own survey: whether somebody has answered this month, and what the months that are over came to."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from webapp.content.prompt import Instrument
from webapp.questionnaires.care_queries import unnamed_sheets
from webapp.questionnaires.care_rules import Month, month_of, months_shown
from webapp.surveys.models import SurveyTaken


def has_answered(session: Session, staff_id: UUID, instrument: str, month: date) -> bool:
    taken = select(SurveyTaken.id).where(SurveyTaken.staff_id == staff_id, SurveyTaken.instrument == instrument, SurveyTaken.month == month)
    return session.exec(taken).first() is not None


def months_over(session: Session, practice_id: UUID, instrument: Instrument, since: date, today: date) -> list[Month]:
    """Newest first, each with counts where five or more answered."""
    return months_shown(unnamed_sheets(session, practice_id, month_of(since), instrument.id), instrument, today)
