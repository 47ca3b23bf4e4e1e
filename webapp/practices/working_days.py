"""When a surgery works, when it may send a text, and when somebody will have read. Pure: the day and the hour are passed in, in UK time.

Bank holidays come from the `holidays` package, by the practice's nation.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from webapp.base.clock import in_london, london
from webapp.practices.models import Practice

NOON = time(12, 0)


@cache
def bank_holidays(nation: str, year: int) -> frozenset[date]:
    """`nation` is ENG, WLS, SCT or NIR."""
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=year))


def is_working_day(practice: Practice, day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(practice.nation, day.year)


def next_working_day(practice: Practice, day: date) -> date:
    """The first working day after `day`."""
    return next(later for later in days_from(day + timedelta(1)) if is_working_day(practice, later))


def days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(1)


def staffed_hours(practice: Practice, day: date) -> tuple[datetime, datetime] | None:
    """When the surgery opens and closes that day, aware UTC; None when it does not open."""
    return (london(day, practice.opens), london(day, practice.closes)) if is_working_day(practice, day) else None


def sending_hours(practice: Practice, day: date, *, worrying: bool = False) -> tuple[datetime, datetime] | None:
    """What may worry goes only while the surgery is open, never after noon on a Friday or before any other day when nobody can be asked."""
    if not is_working_day(practice, day):
        return None
    if not worrying:
        return london(day, practice.sends_from), london(day, practice.sends_until)
    last = practice.closes if is_working_day(practice, day + timedelta(1)) else min(NOON, practice.closes)
    return london(day, max(practice.sends_from, practice.opens)), london(day, min(last, practice.sends_until))


def is_staffed(practice: Practice, wall: datetime) -> bool:
    return is_within(staffed_hours(practice, in_london(wall).date()), wall)


def sending_window_open(practice: Practice, wall: datetime, *, worrying: bool = False) -> bool:
    return is_within(sending_hours(practice, in_london(wall).date(), worrying=worrying), wall)


def is_within(span: tuple[datetime, datetime] | None, at: datetime) -> bool:
    return span is not None and span[0] <= at < span[1]


def next_sending_time(practice: Practice, wall: datetime, *, worrying: bool = False) -> datetime:
    """`wall` itself when the window is open, else the moment it opens next. Aware."""
    return first_moment(wall, lambda day: sending_hours(practice, day, worrying=worrying))


def next_staffed_time(practice: Practice, wall: datetime) -> datetime:
    return first_moment(wall, lambda day: staffed_hours(practice, day))


def first_moment(wall: datetime, hours: Callable[[date], tuple[datetime, datetime] | None]) -> datetime:
    spans = filter(None, map(hours, days_from(in_london(wall).date())))
    opens, _closes = next(span for span in spans if wall < span[1] and span[0] < span[1])
    return max(wall, opens)


def after_staffed(practice: Practice, wall: datetime, wait: timedelta) -> datetime:
    """The moment when `wait` of staffed time has gone by since `wall`: a clock that stands still while nobody is there."""
    at = next_staffed_time(practice, wall)
    while True:
        closes = london(in_london(at).date(), practice.closes)
        if at + wait <= closes:
            return at + wait
        wait -= closes - at
        at = next_staffed_time(practice, closes)


def read_by(practice: Practice, wall: datetime, before: date | None = None) -> date:
    """The day by whose end somebody at the surgery will have read what was written at `wall`.

    Written while the surgery is staffed: the next working day. Written while it is closed: the day it opens. Never later than `before`
    (the day of the talk), unless that day is over.
    """
    written = in_london(wall).date()
    day = next_working_day(practice, written) if is_staffed(practice, wall) else in_london(next_staffed_time(practice, wall)).date()
    return min(day, before) if before and before >= written else day
