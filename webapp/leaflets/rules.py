"""When something to read is still shown, and when it is to be looked at again. Pure: today is passed in."""

from datetime import date, timedelta

WARN_BEFORE = timedelta(days=30)


def is_out_of_date(review_on: date, today: date) -> bool:
    """Nobody has looked at it in time: it is withheld until somebody does."""
    return today > review_on


def is_due_soon(review_on: date, today: date) -> bool:
    return not is_out_of_date(review_on, today) and review_on - today <= WARN_BEFORE
