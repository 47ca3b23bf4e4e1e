"""By when a request is answered. Pure: the day is passed in."""

from datetime import date

from webapp.practices.models import Practice
from webapp.practices.working_days import next_working_day

WORKING_DAYS = 5


def answer_by(practice: Practice, asked_on: date) -> date:
    """The last day for the answer: five working days after the request."""
    day = asked_on
    for _each in range(WORKING_DAYS):
        day = next_working_day(practice, day)
    return day


def is_late(practice: Practice, asked_on: date, today: date) -> bool:
    return today > answer_by(practice, asked_on)
