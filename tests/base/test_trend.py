"""The drawing of a series: where its shapes stand, which they are, and what is left out."""

from datetime import date
from decimal import Decimal

from webapp.base.trend import FOOT, HEIGHT, MOST_DRAWN, TOP, Value, trend


def value(year: int, number: str, bound: str = "", month: int = 6) -> Value:
    return Value(date(year, month, 1), Decimal(number), bound + number, f"1 June {year}", bound)


def test_one_value_is_no_series():
    assert trend([value(2026, "58")]) is None


def test_the_first_year_stands_first_and_now_last_in_whatever_order_they_come():
    drawn = trend([value(2026, "58"), value(2024, "64"), value(2025, "60")])
    assert [mark.value.on.year for mark in drawn.marks] == [2024, 2025, 2026]
    assert [mark.x for mark in drawn.marks] == sorted(mark.x for mark in drawn.marks)
    assert (drawn.first.shown, drawn.now.shown) == ("64", "58")


def test_a_higher_number_stands_higher():
    drawn = trend([value(2024, "64"), value(2025, "58"), value(2026, "70")])
    middle, low, high = drawn.marks
    assert high.y < middle.y < low.y
    assert (high.y, low.y) == (TOP, FOOT)


def test_only_the_newest_has_the_shape_of_now():
    assert [mark.shape for mark in trend([value(2024, "64"), value(2025, "58"), value(2026, "70")]).marks] == ["earlier", "earlier", "now"]


def test_a_limit_is_drawn_as_a_limit_and_its_line_is_broken():
    drawn = trend([value(2023, "50"), value(2024, "60", ">"), value(2025, "5", "<="), value(2026, "55")])
    assert [mark.shape for mark in drawn.marks] == ["earlier", "above", "below", "now"]
    assert [stroke.broken for stroke in drawn.strokes] == [True, True, True]


def test_between_two_plain_numbers_the_line_is_whole():
    assert [stroke.broken for stroke in trend([value(2025, "50"), value(2026, "55")]).strokes] == [False]


def test_without_an_agreed_target_there_is_no_band():
    assert trend([value(2025, "50"), value(2026, "55")]).aim is None


def test_the_agreed_target_is_a_band_at_its_own_numbers():
    top, height = trend([value(2025, "40"), value(2026, "80")], Decimal(50), Decimal(60)).aim
    assert (top, height) == (FOOT - (FOOT - TOP) * 0.5, (FOOT - TOP) * 0.25)


def test_an_open_target_reaches_the_edge():
    top, height = trend([value(2025, "40"), value(2026, "80")], None, Decimal(60)).aim
    assert top == 87
    assert top + height > FOOT


def test_a_target_outside_the_values_is_still_inside_the_drawing():
    drawn = trend([value(2025, "90"), value(2026, "80")], Decimal(40), Decimal(50))
    assert drawn.aim[0] >= 0
    assert sum(drawn.aim) <= HEIGHT


def test_a_series_that_never_moves_stands_in_the_middle():
    assert {mark.y for mark in trend([value(2025, "50"), value(2026, "50")]).marks} == {(TOP + FOOT) / 2}


def test_many_values_become_the_last_of_each_year_and_the_table_keeps_all():
    monthly = [value(year, str(year - 2000 + month), month=month) for year in range(2017, 2027) for month in range(1, 13)]
    drawn = trend(monthly)
    assert len(drawn.marks) == 10
    assert {mark.value.on.month for mark in drawn.marks} == {12}
    assert len(drawn.values) == 120
    assert drawn.thinned


def test_never_more_than_fit_a_small_screen():
    assert len(trend([value(year, "50") for year in range(1990, 2027)]).marks) == MOST_DRAWN


def test_words_never_stand_on_each_other():
    drawn = trend([value(year, str(40 + year % 3)) for year in range(2016, 2027)])
    named = [mark for mark in drawn.marks if mark.label]
    assert drawn.marks[-1] in named
    assert all(abs(one.x - other.x) >= 16 for one in named for other in named if one is not other)


def test_two_values_of_one_day_both_stand():
    assert len(trend([value(2026, "50"), value(2026, "52")]).marks) == 2
