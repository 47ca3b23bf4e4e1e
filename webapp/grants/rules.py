"""What decides about a grant: a word, the last day, what may be done with which part. Pure: today is passed in."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from webapp.base.days import A_YEAR_AT_MOST
from webapp.grants.models import Holder, Right, SharedPart

WORD_LETTERS = (4, 40)
NAME_LETTERS = 60
A_YEAR = timedelta(days=365)
A_WEEK = timedelta(days=7)
LONGEST_WHY = 300
MOST_CARERS = 10
# Before the day of review the surgery is told, and the person and the holder read how long it still lasts.
WARNED_BEFORE = timedelta(days=28)
# Parts whose words a carer may write down with the person. The others are agreed with the GP surgery: there a carer may only suggest.
FILLED_IN_TOGETHER = frozenset({SharedPart.ABOUT, SharedPart.GOALS})


def rights_for(part: SharedPart) -> tuple[Right, ...]:
    """What the person may give."""
    if part is SharedPart.PACK:
        return (Right.SEE, Right.FILL_IN)
    return (Right.SEE, Right.SUGGEST, Right.FILL_IN) if part in FILLED_IN_TOGETHER else (Right.SEE, Right.SUGGEST)


def does_more_than_see(rights: Collection[Right]) -> bool:
    return any(right is not Right.SEE for right in rights)


def is_no_less(now: Mapping[SharedPart, Right], before: Mapping[SharedPart, Right]) -> bool:
    """Is all that was given before still given?"""
    rank = list(Right).index
    return all(part in now and rank(now[part]) >= rank(right) for part, right in before.items())


def plain_word(typed: str) -> str:
    """The word as it is compared: capitals and spaces do not count."""
    return "".join(typed.casefold().split())


def word_fits(word: str) -> bool:
    few, many = WORD_LETTERS
    return few <= len(word) <= many


def usual_end(review_on: date | None, today: date) -> date:
    """The day of the next review, or a year when none is known."""
    return review_on if review_on and today < review_on <= today + A_YEAR_AT_MOST else today + A_YEAR


def is_holding(holder: Holder, today: date) -> bool:
    """After the day of review nobody holds the plan: what the person themselves gave is what is left."""
    return holder.ended_at is None and holder.starts_on <= today <= holder.review_on


def needs_review(holder: Holder, today: date) -> bool:
    return holder.ended_at is None and holder.review_on - WARNED_BEFORE <= today
