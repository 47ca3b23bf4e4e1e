"""Dates and times as GP systems write them. Day first, as in the UK; never a guessed year, never day and month swapped."""

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache

from webapp.tables.refusals import CellRefused, Reason

MONTHS = {name: place for place, names in enumerate(
    (("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",), ("jun", "june"), ("jul", "july"),
     ("aug", "august"), ("sep", "sept", "september"), ("oct", "october"), ("nov", "november"), ("dec", "december")), 1) for name in names}  # fmt: skip
WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? +", re.IGNORECASE)
MOMENT = re.compile(r"(?P<day>.*?[0-9]{2})(?:[T ,]+(?P<time>[0-9]{1,2}[:.][0-9]{2}(?![0-9]*[-/.]).*))?")
YEAR_FIRST = re.compile(r"([0-9]{4})([-/.]?)([0-9]{2})\2([0-9]{2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-/. ]*([A-Za-z]{3,9})\.?[-/, ]*([0-9]{4}|[0-9]{2})")
MONTH_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.?[-/ ]*([0-9]{1,2})(?:st|nd|rd|th)?[-/, ]+([0-9]{4})")
EXCEL = re.compile(r"#+|[0-9]{5}(?:\.[0-9]+)?|[0-9.]+E\+?[0-9]+", re.IGNORECASE)
TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.][0-9]{2}(?:\.[0-9]+)?)? *([ap]\.?m\.?)?", re.IGNORECASE)


def read_day(text: str) -> date:
    """The day in a cell, with or without a time behind it. Raises CellRefused."""
    return read_moment(text)[0]


@lru_cache(maxsize=4096)
def read_moment(text: str) -> tuple[date, time | None]:
    said = WEEKDAY.sub("", unicodedata.normalize("NFKC", text).strip(), count=1)
    if EXCEL.fullmatch(said):
        raise CellRefused(Reason.EXCEL_DATE, text)
    parts = MOMENT.fullmatch(said)
    if not parts:
        raise CellRefused(Reason.UNREADABLE_DATE, text)
    return day_in(parts["day"].strip(), text), read_time(parts["time"]) if parts["time"] else None


def day_in(said: str, text: str) -> date:
    if found := YEAR_FIRST.fullmatch(said):
        return day_of(found[1], int(found[3]), found[4], text)
    if found := DAY_FIRST.fullmatch(said):
        return day_of(found[4], int(found[3]), found[1], text)
    if (found := NAMED.fullmatch(said)) and found[2].casefold() in MONTHS:
        return day_of(found[3], MONTHS[found[2].casefold()], found[1], text)
    if (found := MONTH_NAMED_FIRST.fullmatch(said)) and found[1].casefold() in MONTHS:
        return day_of(found[3], MONTHS[found[1].casefold()], found[2], text)
    raise CellRefused(Reason.UNREADABLE_DATE, text)


def day_of(year: str, month: int, day: str, text: str) -> date:
    if len(year) == 2:
        raise CellRefused(Reason.TWO_DIGIT_YEAR, text)
    try:
        return date(int(year), month, int(day))
    except ValueError:
        reason = Reason.MONTH_FIRST if month > 12 and 1 <= int(day) <= 12 else Reason.DATE_IMPOSSIBLE
        raise CellRefused(reason, text) from None


def read_time(text: str) -> time:
    """A UK time of day to the minute. A time with an offset is refused: GP systems write UK time. Raises CellRefused."""
    found = TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise CellRefused(Reason.UNREADABLE_TIME, text)
    half = (found[3] or "").replace(".", "").casefold()
    written = f"{found[1]}:{found[2]} {half.upper()}".strip()
    try:
        return datetime.strptime(written, "%I:%M %p" if half else "%H:%M").time()  # noqa: DTZ007
    except ValueError:
        raise CellRefused(Reason.UNREADABLE_TIME, text) from None
