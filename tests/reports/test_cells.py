"""One cell at a time."""

from datetime import date, time

import nhs_number
import pytest
from hypothesis import given
from hypothesis import strategies as some

from webapp.reports.cells import Phone, read_email, read_nhs_number, read_phone, read_sex
from webapp.reports.dates import read_day, read_moment, read_time
from webapp.tables.refusals import CellRefused, Reason

STYLES = [
    "%d-%b-%Y",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%Y-%m-%d",
    "%Y%m%d",
    "%d %B %Y",
    "%d %b %Y 08:15",
    "%Y-%m-%dT08:15:00",
    "%a %d %b %Y",
    "%d/%m/%Y 8:15",
]


@given(day=some.dates(date(1900, 1, 1), date(2030, 1, 1)), style=some.sampled_from(STYLES))
def test_every_day_reads_back_in_every_style(day, style):
    assert read_day(day.strftime(style)) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("14-Dec-34", Reason.TWO_DIGIT_YEAR),
        ("14/12/34", Reason.TWO_DIGIT_YEAR),
        ("05/23/2026", Reason.MONTH_FIRST),
        ("31/02/1970", Reason.DATE_IMPOSSIBLE),
        ("29-Feb-2026", Reason.DATE_IMPOSSIBLE),
        ("27243", Reason.EXCEL_DATE),
        ("#######", Reason.EXCEL_DATE),
        ("1974", Reason.UNREADABLE_DATE),
        ("Aug-1974", Reason.UNREADABLE_DATE),
        ("soon", Reason.UNREADABLE_DATE),
    ],
)
def test_a_day_is_never_guessed(text, reason):
    with pytest.raises(CellRefused) as refused:
        read_day(text)
    assert refused.value.reason is reason


def test_a_day_that_could_be_either_is_read_day_first():
    assert read_day("05/04/2026") == date(2026, 4, 5)


def test_a_moment_has_a_day_and_a_time_or_only_a_day():
    assert read_moment("30-Nov-2026 13:05") == (date(2026, 11, 30), time(13, 5))
    assert read_moment("30-Nov-2026") == (date(2026, 11, 30), None)


@pytest.mark.parametrize(
    ("text", "at"), [("13:00", time(13)), ("9:05", time(9, 5)), ("1:30 pm", time(13, 30)), ("12.15am", time(0, 15)), ("08:00:00", time(8))]
)
def test_a_time_is_read_in_the_ways_people_write_it(text, at):
    assert read_time(text) == at


@pytest.mark.parametrize("text", ["25:00", "13:00Z", "13:00+01:00", "13", "noon", "13:00 pm"])
def test_a_time_is_never_guessed(text):
    with pytest.raises(CellRefused):
        read_time(text)


@pytest.mark.parametrize("text", ["9992879211", "999 287 9211", "999-287-9211", "９９９２８７９２１１", '="9992879211"', " 9992879211 "])
def test_an_nhs_number_is_ten_digits_however_they_are_spaced(text):
    assert read_nhs_number(text) == "9992879211"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.NO_NHS_NUMBER),
        ("9992879212", Reason.BAD_NHS_NUMBER),
        ("999287921", Reason.BAD_NHS_NUMBER),
        ("0000000000", Reason.BAD_NHS_NUMBER),
        ("٩٩٩٢٨٧٩٢١١x", Reason.BAD_NHS_NUMBER),
        ("1.00E+10", Reason.EXCEL_NUMBER),
        ("9.99288E+09", Reason.EXCEL_NUMBER),
        ("9,99E9", Reason.EXCEL_NUMBER),
    ],
)
def test_a_wrong_nhs_number_says_why(text, reason):
    with pytest.raises(CellRefused) as refused:
        read_nhs_number(text)
    assert refused.value.reason is reason


@given(number=some.from_regex(r"999[0-9]{7}", fullmatch=True), place=some.integers(0, 9), digit=some.sampled_from("0123456789"))
def test_one_wrong_digit_in_an_nhs_number_is_always_seen(number, place, digit):
    wrong = number[:place] + digit + number[place + 1 :]
    if nhs_number.is_valid(number) and wrong != number:
        with pytest.raises(CellRefused):
            read_nhs_number(wrong)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("07911 123456", Phone("+447911123456", takes_texts=True)),
        ("+44 (0)7911 123456", Phone("+447911123456", takes_texts=True)),
        ("7911123456", Phone("+447911123456", takes_texts=True)),
        ("+48 512 345 678", Phone("+48512345678", takes_texts=True)),
        ("0800 123 4567", Phone("+448001234567", takes_texts=False)),
        ("07911 12345", None),
        ("07700 900123", None),
        ("01632 960123", None),
        ("ask her son", None),
    ],
)
def test_a_phone_is_a_number_that_rings(text, phone):
    assert read_phone(text) == phone


def test_numbers_kept_for_drama_ring_only_where_tests_may_run():
    assert read_phone("+44 7700 900959", test_numbers=True) == Phone("+447700900959", takes_texts=True)
    assert read_phone("01632 960123", test_numbers=True) == Phone("+441632960123", takes_texts=False)


def test_an_email_address_is_whole_or_nothing():
    assert read_email("person0@example.org") == "person0@example.org"
    assert [read_email(text) for text in ("x", "a@b", "a b@c.org", "a@b..org", "=a@b.org,")] == [None] * 5


def test_sex_is_as_recorded_or_not_known():
    assert [read_sex(text) for text in ("Female", "m", "I", "Mrs", "")] == ["female", "male", None, None, None]


@given(some.text(max_size=60))
def test_no_text_at_all_makes_a_cell_crash(text):
    for reader in (read_day, read_moment, read_time, read_nhs_number):
        try:
            reader(text)
        except CellRefused as refused:
            assert refused.reason
    read_phone(text)
    read_email(text)
