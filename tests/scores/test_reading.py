"""A file of scores: every line a typed row or a reason."""

from datetime import date
from decimal import Decimal

import pytest

from tests.people_cast import nhs_number
from webapp.scores.reading import amount_in, opened_scores
from webapp.tables.decoding import FileRefused
from webapp.tables.refusals import CellRefused, Reason

TODAY = date(2026, 11, 23)
ONE, TWO = nhs_number(1), nhs_number(2)


def read(*lines: str, headings: str = "NHS Number,Date of Birth,Risk score,Reason"):
    return opened_scores("\n".join([headings, *lines, ""]).encode(), today=TODAY)


def test_each_line_is_a_row_or_has_its_reason_and_a_second_telling_is_none():
    found = read(f"{ONE},14/03/1950,0.36,Three falls", f"{ONE},14/03/1950,0.36,Three falls", f"{TWO},14/03/1950,high,", "1,14/03/1950,1,", f"{TWO},,1,")
    assert [(row.nhs_number, row.score, row.reason) for row in found.rows] == [(ONE, Decimal("0.36"), "Three falls")]
    assert [(odd.line, odd.reason) for odd in found.odd] == [(4, Reason.BAD_SCORE), (5, Reason.BAD_NHS_NUMBER), (6, Reason.NO_BIRTH_DATE)]
    assert (found.repeated, found.seen) == (1, 5)


def test_two_scores_for_one_person_are_both_set_aside():
    assert [(odd.line, odd.detail) for odd in read(f"{ONE},14/03/1950,1,", f"{ONE},14/03/1950,2,").odd] == [(2, "3"), (3, "2")]


def test_columns_may_stand_in_any_order_and_the_file_may_say_how_its_score_was_made():
    found = read(f"0.2,Tool B,{ONE},1950-03-14,Carter", f"0.3,Tool A,{TWO},1950-03-14,Bell", headings="eFI,Method,NHS No,DOB,Surname")
    assert found.method == "Tool A, Tool B" and [row.surname for row in found.rows] == ["Carter", "Bell"]


def test_a_file_without_a_score_is_refused_in_words():
    with pytest.raises(FileRefused, match="score"):
        read(f"{ONE},14/03/1950,Carter", headings="NHS Number,Date of Birth,Surname")


@pytest.mark.parametrize(("typed", "amount"), [("0.36", "0.36"), ("36 %", "36"), ("1,200", "1200"), ("-1", "-1")])
def test_a_score_is_a_number(typed, amount):
    assert amount_in(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["high", "NaN", "Infinity", "1e99", "1.2.3", "1234567890123"])
def test_what_is_no_number_is_no_score(typed):
    with pytest.raises(CellRefused):
        amount_in(typed)
