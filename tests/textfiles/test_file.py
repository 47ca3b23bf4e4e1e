"""The file itself: read by any system, and harmless in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.textfiles.rules import Line, as_file, dialled

FORMULAS = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "\uff0b1", "\n=1"]


def test_the_file_has_a_mark_quotes_around_every_cell_and_these_headings():
    made = as_file([Line('Siân "Sal" Rees', "+447700900001", "Siân, see\nhttp://localhost/i/abc", "r1")])
    assert made.startswith(b"\xef\xbb\xbf") and made.count(b"\r\n") == 2
    assert made.decode("utf-8-sig") == ('"name","number","words","reference"\r\n"Siân ""Sal"" Rees","07700900001","Siân, see\nhttp://localhost/i/abc","r1"\r\n')


@pytest.mark.parametrize("name", FORMULAS)
def test_no_name_is_ever_worked_out_as_a_formula(name):
    [_headings, row] = csv.reader(io.StringIO(as_file([Line(name, "+447700900001", "x", "r")]).decode("utf-8-sig"), newline=""))
    assert row[0] == f"'{name}"


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.text(st.characters(codec="utf-8"), max_size=30))
def test_whatever_is_in_a_cell_the_file_has_one_line_of_four_cells(name, words):
    rows = list(csv.reader(io.StringIO(as_file([Line(name, "+447700900001", words, "r")]).decode("utf-8-sig"), newline="")))
    assert len(rows) == 2 and [cell.removeprefix("'") for cell in rows[1]] == [name.removeprefix("'"), "07700900001", words.removeprefix("'"), "r"]


@pytest.mark.parametrize(("kept", "shown"), [("+447700900001", "07700900001"), ("+353861234567", "00353861234567")])
def test_a_number_is_written_as_it_is_dialled(kept, shown):
    assert dialled(kept) == shown
