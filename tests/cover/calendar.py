"""A second, slow and simple answer to "how many staffed minutes?", made without the app's own: bank holidays by the law, minutes counted one by one.

Source of the rules: Banking and Financial Dealings Act 1971, Schedule 1; the St Andrew's Day Bank Holiday (Scotland) Act 2007; the yearly
proclamations for the early May day, for days that fall at a weekend, and for 15 June 2026 in Scotland; Easter by Meeus' algorithm.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")
NATIONS = ("ENG", "WLS", "SCT", "NIR")
ONCE = {"SCT": {date(2026, 6, 15)}}


def easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday(year: int, month: int, which: int) -> date:
    """The first (1) Monday of a month, or the last (-1)."""
    days = [date(year, month, 1) + timedelta(n) for n in range(31)]
    return [day for day in days if day.month == month and day.weekday() == 0][which - 1 if which > 0 else which]


def kept_on(days: list[date]) -> set[date]:
    """The days themselves; and for each at the weekend the next weekday that is not one already. Who opens on Saturdays is closed on Boxing Day too."""
    kept = set(days)
    for day in sorted(day for day in days if day.weekday() >= 5):
        while day.weekday() >= 5 or day in kept:
            day += timedelta(1)
        kept.add(day)
    return kept


@cache
def holidays_by_law(nation: str, year: int) -> frozenset[date]:
    new_year, christmas = [date(year, 1, 1)], [date(year, 12, 25), date(year, 12, 26)]
    kept = {easter(year) - timedelta(2), monday(year, 5, 1), monday(year, 5, -1)} | kept_on(christmas)
    if nation == "SCT":
        kept |= kept_on([*new_year, date(year, 1, 2)]) | kept_on([date(year, 11, 30)]) | {monday(year, 8, 1)}
    else:
        kept |= kept_on(new_year) | {easter(year) + timedelta(1), monday(year, 8, -1)}
    if nation == "NIR":
        kept |= kept_on([date(year, 3, 17)]) | kept_on([date(year, 7, 12)])
    return frozenset(kept | {day for day in ONCE.get(nation, ()) if day.year == year})


def is_staffed_by_hand(nation: str, opens: time, closes: time, weekdays, at: datetime) -> bool:
    here = at.astimezone(UK)
    day = here.date()
    return day.weekday() in weekdays and day not in holidays_by_law(nation, day.year) and opens <= here.time() < closes


def counts_by_hand(hours, since: datetime, minutes: int) -> list[int]:
    """Every single minute from then on is asked whether it was staffed: how many were, after none, one, two and so on. `since` is a whole minute."""
    at, counts = since.astimezone(UTC), [0]
    for _minute in range(minutes):
        counts.append(counts[-1] + is_staffed_by_hand(hours.nation, hours.opens, hours.closes, hours.weekdays, at))
        at += timedelta(minutes=1)
    return counts


def clock_changes(first: date, count: int) -> list[date]:
    """The next Sundays on which the clocks change: the last of March and of October."""
    found = []
    year = first.year
    while len(found) < count:
        for month in (3, 10):
            sunday = max(date(year, month, day) for day in range(25, 32) if date(year, month, day).weekday() == 6)
            found += [sunday] if sunday >= first else []
        year += 1
    return found[:count]
