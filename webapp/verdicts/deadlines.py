"""By when a person must be spoken to. Pure: the practice's hours are passed in."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from webapp.content.catalogue import catalogue_file

Closing = Callable[[date], datetime | None]
NextWorkingDay = Callable[[date], date]
Hours = Callable[[date], tuple[datetime, datetime] | None]
DAYS_LOOKED_AHEAD = 60


def deadline(level: str, at: datetime, *, closing: Closing, next_working_day: NextWorkingDay) -> datetime | None:
    """When the contact of a level is due, counted from `at`; None for look.

    `closing` gives when the practice closes on a day, None when it does not open. "Before closing" of a day that is
    already over, or has no hours, is the closing of the next working day.
    """
    limit = catalogue_file("release")["deadlines"].get(level)
    if limit is None:
        return None
    if "minutes" in limit:
        return at + timedelta(minutes=limit["minutes"])
    today = closing(at.date())
    if limit["working_days"] == 0 and today is not None and at < today:
        return today
    return closing(next_working_day(at.date()))


def staffed_deadline(at: datetime, minutes: int, *, hours: Hours) -> datetime | None:
    """The end of `minutes` staffed minutes from `at`, as the clock of PHQ-9 question 9 counts. None when no hours are near."""
    left = timedelta(minutes=minutes)
    for ahead in range(DAYS_LOOKED_AHEAD):
        open_to_close = hours(at.date() + timedelta(days=ahead))
        if open_to_close is None:
            continue
        start = max(at, open_to_close[0])
        if start + left <= open_to_close[1]:
            return start + left
        left -= max(open_to_close[1] - start, timedelta(0))
    return None
