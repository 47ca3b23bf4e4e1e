from datetime import date, datetime, time, timedelta

import pytest

from webapp.base.clock import LONDON
from webapp.practices.models import Nation, Practice
from webapp.practices.working_days import (
    after_staffed,
    is_staffed,
    is_working_day,
    next_sending_time,
    next_working_day,
    read_by,
    sending_window_open,
    staffed_hours,
)

FRIDAY, MONDAY = date(2026, 12, 4), date(2026, 12, 7)


def a_practice(nation: Nation = Nation.ENGLAND, **hours: time) -> Practice:
    return Practice(code="Z1", name="Tree Tops Surgery", phone="01632 960001", nation=nation, **hours)


def uk(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def test_weekends_and_bank_holidays_are_not_working_days():
    assert is_working_day(a_practice(), FRIDAY)
    assert not is_working_day(a_practice(), date(2026, 12, 5))
    assert not is_working_day(a_practice(), date(2026, 12, 28))  # Boxing Day fell on a Saturday


@pytest.mark.parametrize(
    ("nation", "day"),
    [(Nation.SCOTLAND, date(2026, 11, 30)), (Nation.NORTHERN_IRELAND, date(2026, 3, 17)), (Nation.SCOTLAND, date(2027, 1, 4))],
)
def test_each_nation_keeps_its_own_bank_holidays(nation, day):
    assert not is_working_day(a_practice(nation), day)
    assert is_working_day(a_practice(Nation.ENGLAND), day)


def test_easter_monday_is_worked_in_scotland_only():
    assert is_working_day(a_practice(Nation.SCOTLAND), date(2026, 4, 6))
    assert not is_working_day(a_practice(Nation.WALES), date(2026, 4, 6))


def test_the_next_working_day_jumps_over_christmas():
    assert next_working_day(a_practice(), date(2026, 12, 24)) == date(2026, 12, 29)


def test_staffed_hours_follow_the_uk_clock_in_summer_too():
    opens, closes = staffed_hours(a_practice(), date(2026, 7, 6))
    assert (opens.hour, closes.hour, closes.minute) == (7, 17, 30)  # UTC
    assert staffed_hours(a_practice(), date(2026, 7, 5)) is None


@pytest.mark.parametrize(("hour", "minute", "is_open"), [(8, 59, False), (9, 0, True), (17, 59, True), (18, 0, False)])
def test_texts_go_from_nine_to_six(hour, minute, is_open):
    assert sending_window_open(a_practice(), uk(MONDAY, hour, minute)) is is_open


def test_nothing_is_sent_at_the_weekend():
    assert not sending_window_open(a_practice(), uk(date(2026, 12, 5), 11))
    assert next_sending_time(a_practice(), uk(FRIDAY, 18)) == uk(MONDAY, 9)


def test_what_may_worry_waits_from_friday_noon_until_monday():
    assert next_sending_time(a_practice(), uk(FRIDAY, 11, 59), worrying=True) == uk(FRIDAY, 11, 59)
    assert next_sending_time(a_practice(), uk(FRIDAY, 12), worrying=True) == uk(MONDAY, 9)
    assert next_sending_time(a_practice(), uk(FRIDAY, 12)) == uk(FRIDAY, 12)


def test_the_eve_of_a_bank_holiday_counts_as_a_friday():
    assert not sending_window_open(a_practice(), uk(date(2026, 12, 24), 14), worrying=True)


def test_the_staffed_clock_stands_still_while_nobody_is_there():
    assert after_staffed(a_practice(), uk(FRIDAY, 18), timedelta(hours=1)) == uk(MONDAY, 8, 30)
    assert after_staffed(a_practice(), uk(FRIDAY, 18, 45), timedelta(hours=1)) == uk(MONDAY, 9)
    assert after_staffed(a_practice(), uk(MONDAY, 18), timedelta(hours=11)) == uk(date(2026, 12, 8), 18, 30)
    assert after_staffed(a_practice(), uk(MONDAY, 18), timedelta(hours=11, minutes=30)) == uk(date(2026, 12, 9), 8, 30)


def test_a_friday_evening_answer_is_read_by_monday():
    assert not is_staffed(a_practice(), uk(FRIDAY, 18, 45))
    assert read_by(a_practice(), uk(FRIDAY, 18, 45), date(2026, 12, 15)) == MONDAY


@pytest.mark.parametrize(
    ("wall", "expected"),
    [(uk(MONDAY, 7), MONDAY), (uk(MONDAY, 10), date(2026, 12, 8)), (uk(date(2026, 12, 6), 23), MONDAY), (uk(FRIDAY, 10), MONDAY)],
)
def test_an_answer_is_read_by_the_end_of_the_next_working_day(wall, expected):
    assert read_by(a_practice(), wall) == expected


def test_an_answer_is_read_before_the_talk_even_when_that_is_sooner():
    assert read_by(a_practice(), uk(FRIDAY, 10), FRIDAY) == FRIDAY
    assert read_by(a_practice(), uk(MONDAY, 10), FRIDAY) == date(2026, 12, 8)


@pytest.mark.parametrize(("hour", "is_open"), [(8, False), (9, True), (16, True), (17, False), (19, False)])
def test_what_may_worry_goes_only_while_somebody_is_there(hour, is_open):
    long_sending = a_practice(opens=time(9), closes=time(17), sends_from=time(7), sends_until=time(20))
    assert sending_window_open(long_sending, uk(MONDAY, hour), worrying=True) is is_open
    assert sending_window_open(long_sending, uk(MONDAY, hour)) is True
