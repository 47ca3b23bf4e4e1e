"""A day as people type it, and as they are shown it again."""

from calendar import monthrange
from datetime import date, timedelta

from webapp.base.clock import today
from webapp.base.i18n import _

# A plan, and what is shared of it, is looked at again within a year. Source: R083.
A_YEAR_AT_MOST = timedelta(days=366)


def day_of(text: str) -> date | None:
    """2026-11-03, 3/11/2026 or 3.11.2026. None for anything else."""
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        return date(int(year), int(month), int(day)) if len(year) == 4 else None
    except ValueError:
        return None


def day_typed(day: date) -> str:
    """As in a box: 3/11/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def day_refused(day: date | None, first: date | None = None) -> str | None:
    """How to put a typed day right, in words; None when it will do. With `first` it must be from that day on, and at most a year away."""
    if day is None:
        return _("Write the day like this: 3/11/2026.")
    if first and day < first:
        return _("This day has passed. Choose a day to come.")
    return _("Choose a day within a year.") if first and day > today() + A_YEAR_AT_MOST else None


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
