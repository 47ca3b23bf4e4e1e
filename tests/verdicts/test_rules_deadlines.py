"""By when a person must be spoken to."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from webapp.content.catalogue import levels
from webapp.verdicts.deadlines import deadline, staffed_deadline

LONDON = ZoneInfo("Europe/London")


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


def closing(day):
    return datetime.combine(day, time(18, 30), LONDON) if day.weekday() < 5 else None


def next_working_day(day):
    later = day + timedelta(days=1)
    return later if later.weekday() < 5 else next_working_day(later)


FRIDAY, SATURDAY, MONDAY = 20, 21, 23


@pytest.mark.parametrize(
    ("level", "when", "want"),
    [
        ("hold_now", at(FRIDAY, 9), at(FRIDAY, 11)),
        ("hold_now", at(SATURDAY, 23), at(22, 1)),
        ("hold_same_day", at(FRIDAY, 9), at(FRIDAY, 18, 30)),
        ("hold_same_day", at(FRIDAY, 18, 30), at(MONDAY, 18, 30)),
        ("hold_same_day", at(SATURDAY, 9), at(MONDAY, 18, 30)),
        ("hold_next_day", at(FRIDAY, 9), at(MONDAY, 18, 30)),
        ("hold_next_day", at(SATURDAY, 9), at(MONDAY, 18, 30)),
        ("hold_next_day", at(MONDAY, 9), at(24, 18, 30)),
        ("look", at(FRIDAY, 9), None),
    ],
)
def test_each_level_has_its_time(level, when, want):
    assert deadline(level, when, closing=closing, next_working_day=next_working_day) == want


def test_every_level_that_holds_a_pack_has_a_deadline_and_no_other():
    for level in levels().values():
        assert (deadline(level.code, at(FRIDAY, 9), closing=closing, next_working_day=next_working_day) is not None) is level.holds_pack


def hours(day):
    return (datetime.combine(day, time(8), LONDON), datetime.combine(day, time(18, 30), LONDON)) if day.weekday() < 5 else None


@pytest.mark.parametrize(
    ("when", "minutes", "want"),
    [
        (at(FRIDAY, 10), 60, at(FRIDAY, 11)),
        (at(FRIDAY, 17, 30), 60, at(FRIDAY, 18, 30)),
        (at(FRIDAY, 18), 60, at(MONDAY, 8, 30)),
        (at(FRIDAY, 18, 45), 60, at(MONDAY, 9)),
        (at(SATURDAY, 3), 120, at(MONDAY, 10)),
        (at(MONDAY, 6), 60, at(MONDAY, 9)),
    ],
)
def test_staffed_minutes_are_counted_only_while_somebody_is_there(when, minutes, want):
    assert staffed_deadline(when, minutes, hours=hours) == want


def test_a_practice_that_never_opens_has_no_staffed_deadline():
    assert staffed_deadline(at(FRIDAY, 10), 60, hours=lambda day: None) is None
    assert date(2026, 11, FRIDAY).weekday() == 4
