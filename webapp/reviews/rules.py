"""When the next yearly talk is due, and what begins the next year. Pure: today is passed in, nothing is stored."""

from datetime import date, timedelta

from webapp.pathway.models import AppointmentKind, Stage
from webapp.pathway.rules import YEAR_ENDS

# The person is asked to the next yearly talk this long before the day they agreed.
REVIEW_DUE_DAYS = 42
# Without an agreed day the talk comes round every year. Source: R083.
A_YEAR = timedelta(days=365)


def is_review_due(review_on: date | None, today: date) -> bool:
    """Six weeks before the agreed day, and ever after until there is a new one."""
    return review_on is not None and (review_on - today).days <= REVIEW_DUE_DAYS


def is_review_late(review_on: date | None, today: date) -> bool:
    return review_on is not None and review_on < today


def next_talk_by(stage: Stage, review_on: date | None, talk_on: date | None) -> date | None:
    """The day by which the next yearly talk is to be. `talk_on` is the last one.

    A plan that nobody agreed since its talk still names last year's day: a year after the talk stands in. None: nobody can tell.
    """
    if stage not in YEAR_ENDS:
        return None
    if review_on is not None and stage is not Stage.CONVERSATION:
        return review_on
    return talk_on + A_YEAR if talk_on else None


def begins_next_year(stage: Stage, kind: AppointmentKind, on: date, review_on: date | None, talk_on: date | None) -> bool:
    """Is an appointment on that day, of somebody at this stage, the next year's? A talk for who lives their plan always is."""
    if stage is Stage.REVIEW_DUE or (stage is Stage.LIVING_IT and kind is AppointmentKind.CONVERSATION):
        return True
    return is_review_due(next_talk_by(stage, review_on, talk_on), on)
