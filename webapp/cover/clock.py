"""The clock of a mood answer: it counts staffed minutes only. Pure: every time is passed in, aware; the times given back are UTC.

It stands still at night, at the weekend and on the bank holidays of the practice's nation. A minute is 60 true seconds: on the days
the clocks change it neither loses nor gains an hour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from webapp.base.clock import in_london, london
from webapp.content.catalogue import catalogue_file
from webapp.practices.working_days import bank_holidays

MONDAY_TO_FRIDAY = frozenset(range(5))
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Hours:
    """When mood answers are read, in UK time: from `opens` to just before `closes`. `nation` is ENG, WLS, SCT or NIR."""

    nation: str
    opens: time
    closes: time
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY

    def span(self, day: date) -> tuple[datetime, datetime] | None:
        """The staffed time of that day, UTC; None when nobody reads."""
        if day.weekday() not in self.weekdays or day in bank_holidays(self.nation, day.year):
            return None
        opens, closes = london(day, self.opens), london(day, self.closes)
        return (opens, closes) if opens < closes else None

    def spans_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if not self.weekdays or self.opens >= self.closes:
            raise ValueError("nobody ever reads in these hours")
        while True:
            span = self.span(day)
            if span:
                yield span
            day += timedelta(1)


@dataclass(frozen=True)
class Steps:
    """One clock of results.json, meta.clocks. All are staffed minutes."""

    acknowledge_within: int
    escalate_at: tuple[int, ...]


def steps(name: str) -> Steps:
    """Raises KeyError for a clock that the catalogue does not have."""
    found = catalogue_file("results")["meta"]["clocks"][name]
    return Steps(found["acknowledge_within"], tuple(found["escalate_at"]))


def is_staffed(hours: Hours, at: datetime) -> bool:
    span = hours.span(in_london(at).date())
    return span is not None and span[0] <= at < span[1]


def starts_at(hours: Hours, stored: datetime) -> datetime:
    """When the clock starts: as the server stored the answer, or at opening if that comes later."""
    opens, _closes = next(span for span in hours.spans_from(in_london(stored).date()) if stored < span[1])
    return max(stored.astimezone(UTC), opens)


def staffed_time(hours: Hours, since: datetime, until: datetime) -> timedelta:
    """How much staffed time there was between the two; zero when `until` is not later."""
    found = timedelta()
    for opens, closes in hours.spans_from(in_london(since).date()):
        if opens >= until:
            return found
        found += max(min(closes, until) - max(opens, since), timedelta())
    return found


def minutes_gone(hours: Hours, since: datetime, until: datetime) -> int:
    """Whole staffed minutes."""
    return staffed_time(hours, since, until) // MINUTE


def moment_of(hours: Hours, since: datetime, minutes: int) -> datetime:
    """The first moment at which so many staffed minutes are gone: a closing time is reached at closing, not at the next opening."""
    wait = minutes * MINUTE
    for opens, closes in hours.spans_from(in_london(since).date()):
        begins = max(opens, since.astimezone(UTC))
        if begins < closes and begins + wait <= closes:
            return begins + wait
        wait -= max(closes - begins, timedelta())
    raise AssertionError("the days never end")


def due_steps(hours: Hours, since: datetime, at: datetime, escalate_at: Sequence[int]) -> list[int]:
    """Which of the steps, in staffed minutes, are due by now. Step 0 is the start of the clock."""
    return [minutes for minutes in (0, *escalate_at) if moment_of(hours, since, minutes) <= at]
