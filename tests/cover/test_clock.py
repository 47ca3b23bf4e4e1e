"""The clock of a mood answer agrees, to the minute, with one that counts minute by minute."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cover.calendar import NATIONS, UK, clock_changes, counts_by_hand, holidays_by_law, is_staffed_by_hand
from webapp.cover.clock import MONDAY_TO_FRIDAY, Hours, due_steps, is_staffed, minutes_gone, moment_of, staffed_time, starts_at, steps
from webapp.practices.working_days import bank_holidays

OPENS, CLOSES = time(8), time(18, 30)
YEARS = range(2026, 2031)
CHANGES = clock_changes(date(2026, 11, 22), 10)
EVERY_DAY = frozenset(range(7))


def uk(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=UK)


def hours(nation: str = "ENG", opens: time = OPENS, closes: time = CLOSES, weekdays=MONDAY_TO_FRIDAY) -> Hours:
    return Hours(nation, opens, closes, weekdays)


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("year", YEARS)
def test_the_working_days_reach_2030_and_agree_with_the_law(nation, year):
    assert bank_holidays(nation, year) == holidays_by_law(nation, year)


def test_the_steps_are_the_catalogues():
    assert (steps("phq9_question_9").acknowledge_within, steps("phq9_question_9").escalate_at) == (60, (60, 120))


def test_a_surgery_that_opens_on_saturdays_reads_nothing_on_boxing_day():
    saturdays = hours(weekdays=frozenset({0, 5}))
    assert is_staffed(saturdays, uk(date(2026, 12, 19), 12)) and not is_staffed(saturdays, uk(date(2026, 12, 26), 12))
    assert not is_staffed(saturdays, uk(date(2026, 12, 28), 12))


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("weekdays", [MONDAY_TO_FRIDAY, EVERY_DAY], ids=["weekdays", "every day"])
def test_it_is_exact_across_each_of_the_next_ten_clock_changes(nation, change, weekdays):
    """Also where somebody reads all night through, so that the change falls into staffed time itself."""
    own = hours(nation, time(0), time(23, 59), weekdays) if weekdays == EVERY_DAY else hours(nation)
    for stored in (uk(change - timedelta(2), 17, 45), uk(change - timedelta(1), 23, 30), uk(change, 0, 40), uk(change, 3)):
        agrees(own, stored.astimezone(UTC), days=3)


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("year", YEARS)
def test_it_is_exact_over_every_bank_holiday_to_2030(nation, year):
    for holiday in sorted(holidays_by_law(nation, year)):
        agrees(hours(nation), uk(holiday - timedelta(1), 17, 43).astimezone(UTC), days=5)
        assert not is_staffed(hours(nation), uk(holiday, 12))


def agrees(own: Hours, stored: datetime, days: int) -> None:
    """The clock and the slow one: the count at some moments, and each step at its very minute."""
    moments = {minutes: moment_of(own, stored, minutes) for minutes in (0, 1, 59, 60, 61, 119, 120, 121)}
    until = stored + timedelta(days=days)
    by_hand = counts_by_hand(own, stored, (max(until, *moments.values()) - stored) // timedelta(minutes=1))
    for minutes, moment in moments.items():
        at, seconds = divmod(moment - stored, timedelta(minutes=1))
        assert not seconds and by_hand[at] == minutes == minutes_gone(own, stored, moment), (stored, minutes, moment)
        if minutes:
            assert by_hand[at - 1] == minutes - 1
    assert minutes_gone(own, stored, until) == by_hand[days * 1440]
    start = starts_at(own, stored)
    assert is_staffed_by_hand(own.nation, own.opens, own.closes, own.weekdays, start)
    assert by_hand[(start - stored) // timedelta(minutes=1)] == 0


@pytest.mark.parametrize(
    ("stored", "sixty", "hundred_and_twenty"),
    [
        (uk(date(2026, 11, 24), 10), uk(date(2026, 11, 24), 11), uk(date(2026, 11, 24), 12)),
        (uk(date(2026, 11, 24), 17, 30), uk(date(2026, 11, 24), 18, 30), uk(date(2026, 11, 25), 9)),
        (uk(date(2026, 11, 27), 18, 30), uk(date(2026, 11, 30), 9), uk(date(2026, 11, 30), 10)),
        (uk(date(2026, 12, 24), 18), uk(date(2026, 12, 29), 8, 30), uk(date(2026, 12, 29), 9, 30)),
        (uk(date(2027, 3, 27), 12), uk(date(2027, 3, 30), 9), uk(date(2027, 3, 30), 10)),
    ],
    ids=["in the morning", "an hour before closing", "as it closes on Friday", "Christmas Eve", "Easter Saturday"],
)
def test_the_two_escalations_by_the_clock_on_the_wall(stored, sixty, hundred_and_twenty):
    assert [moment_of(hours(), stored, minutes) for minutes in (60, 120)] == [sixty, hundred_and_twenty]


def test_a_step_is_due_at_its_minute_and_not_a_second_before():
    stored = uk(date(2026, 11, 24), 10)
    at = uk(date(2026, 11, 24), 11)
    assert due_steps(hours(), stored, at - timedelta(seconds=1), (60, 120)) == [0]
    assert due_steps(hours(), stored, at, (60, 120)) == [0, 60]
    assert due_steps(hours(), uk(date(2026, 11, 28), 10), uk(date(2026, 11, 30), 7, 59), (60, 120)) == []


def test_hours_in_which_nobody_ever_reads_are_refused():
    with pytest.raises(ValueError, match="nobody ever reads"):
        starts_at(hours(opens=time(9), closes=time(9)), uk(date(2026, 11, 24), 10))


MINUTES_OF_A_DAY = st.integers(0, 1439).map(lambda n: time(n // 60, n % 60))
ANY_HOURS = st.builds(
    lambda nation, two, weekdays: hours(nation, min(two), max(two), weekdays),
    st.sampled_from(NATIONS),
    st.tuples(MINUTES_OF_A_DAY, MINUTES_OF_A_DAY).filter(lambda two: two[0] != two[1] and not (time(1) <= min(two) < time(2) or time(1) <= max(two) < time(2))),
    st.frozensets(st.integers(0, 6), min_size=1),
)
MOMENTS = st.integers(0, 4 * 365 * 1440).map(lambda minute: datetime(2026, 11, 22, tzinfo=UTC) + timedelta(minutes=minute))


@settings(max_examples=150)
@given(ANY_HOURS, MOMENTS, st.integers(0, 4 * 1440))
def test_whatever_the_hours_it_counts_as_the_slow_one_does(own, since, later):
    until = since + timedelta(minutes=later)
    assert minutes_gone(own, since, until) == counts_by_hand(own, since, later)[-1]


@settings(max_examples=200)
@given(ANY_HOURS, MOMENTS, st.integers(0, 300))
def test_the_moment_of_a_count_is_the_first_with_that_count(own, since, minutes):
    moment = moment_of(own, since, minutes)
    assert staffed_time(own, since, moment) == timedelta(minutes=minutes)
    assert staffed_time(own, since, moment - timedelta(seconds=1)) < timedelta(minutes=minutes) or minutes == 0


@settings(max_examples=200)
@given(ANY_HOURS, MOMENTS, st.integers(0, 600), st.integers(0, 600))
def test_time_that_was_staffed_adds_up_and_never_runs_back(own, since, first, more):
    middle, end = since + timedelta(minutes=first), since + timedelta(minutes=first + more)
    assert staffed_time(own, since, middle) + staffed_time(own, middle, end) == staffed_time(own, since, end)
    assert timedelta() <= staffed_time(own, since, end) <= end - since


@settings(max_examples=200)
@given(ANY_HOURS, MOMENTS)
def test_the_clock_starts_only_while_somebody_reads(own, stored):
    start = starts_at(own, stored)
    assert start >= stored and is_staffed(own, start) and staffed_time(own, stored, start) == timedelta()
