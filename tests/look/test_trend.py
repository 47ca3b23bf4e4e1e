"""The drawing over the years as a page has it: named, described, told by shapes, and the same in a table."""

from datetime import date
from decimal import Decimal

import pytest

from tests.look.tiny_app import words_of
from webapp.base.trend import Value, trend

CALL = "trend_shown('hba1c', 'Sugar in your blood', found, aim_words=aim, unit='mmol/mol')"


def values(*given: tuple[int, str, str]) -> list[Value]:
    return [Value(date(year, 6, 1), Decimal(number), f"{bound}{number}", f"1 June {year}", bound) for year, number, bound in given]


@pytest.fixture
def html(component):
    return component("trend", CALL, found=trend(values((2024, "64", ""), (2025, "60", "<"), (2026, "58", "")), Decimal(50), Decimal(58)), aim="50 to 58")


def test_the_own_aim_comes_first_in_words_and_shape(html):
    key = html.split('<ul class="trend-key">')[1].split("</ul>")[0]
    assert words_of(key).startswith("Your own aim: 50 to 58 Now: 58 , 1 June 2026")
    assert key.count("<svg") == 4


def test_the_drawing_has_a_name_and_a_description(html):
    assert 'role="img"' in html
    assert "Sugar in your blood over the years</title>" in html
    assert "First: 64, on 1 June 2024. Now: 58, on 1 June 2026. Lowest: 58. Highest: 64. Your own aim: 50 to 58.</desc>" in html


def test_the_table_has_every_value_newest_first(html):
    assert words_of(html.split("<tbody>")[1].split("</tbody>")[0]) == "1 June 2026 58 1 June 2025 <60 1 June 2024 64"


def test_a_limit_has_its_own_shape_and_words(html):
    assert "This number or less" in html
    assert "tr-broken" in html


def test_nothing_is_styled_in_the_markup(html):
    assert "style=" not in html


def test_without_a_series_there_is_nothing(component):
    assert component("trend", CALL, found=trend(values((2026, "58", ""))), aim=None).strip() == ""


def test_without_an_aim_no_aim_is_named(component):
    made = component("trend", CALL, found=trend(values((2025, "60", ""), (2026, "58", ""))), aim=None)
    assert "aim" not in words_of(made)
    assert "tr-aim" not in made
