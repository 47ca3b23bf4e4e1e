"""Opening a file: encodings, delimiters, lines above and below, limits and damage."""

import pytest

from tests.reports.exports import ALL, PERSON, RESULT, contents, file_of, reading_of, sample, saved_again
from webapp.tables.decoding import FileRefused
from webapp.tables.files import open_export
from webapp.tables.refusals import Reason

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


def backwards(count):
    return range(count - 1, -1, -1)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", ALL)
def test_a_report_reads_the_same_in_every_encoding_and_column_order(name, encoding):
    plain, again = reading_of(sample(name)), reading_of(saved_again(name, encoding=encoding, order=backwards))
    assert len(again.rows) == len(plain.rows)
    if encoding != "cp1252":
        assert contents(again) == contents(plain)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(delimiter):
    assert contents(reading_of(saved_again("results-emis.csv", encoding="utf-8", delimiter=delimiter))) == contents(reading_of(sample("results-emis.csv")))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_any_line_end_is_understood(line_end):
    assert len(reading_of(file_of(PERSON, line_end=line_end).encode()).rows) == 1


def test_windows_1252_keeps_its_letters():
    reading = reading_of(file_of(PERSON | {"Surname": "Fernández-Müller’s"}).encode("cp1252"))
    assert reading.rows[0].who.surname == "Fernández-Müller’s"


def test_one_damaged_byte_does_not_spoil_the_other_names_of_a_utf8_file():
    rows = [PERSON | {"NHS Number": number, "Surname": "Ünal"} for number in ("9992879211", "9991003398", "9991746811")]
    data = file_of(*rows).encode().replace(b"\xc3\x9cnal", b"\xc3nal", 1)
    assert [row.who.surname for row in reading_of(data).rows] == ["\ufffdnal", "Ünal", "Ünal"]


def test_lines_above_and_below_are_left_out_and_the_total_is_kept():
    text = "Search: x\r\nRun date:,16-Nov-2026\r\n\r\n" + file_of(PERSON) + "\r\nTotal: 1\r\nPrinted by somebody\r\n"
    sheet = open_export(text.encode())
    assert [row.line for row in sheet.rows] == [5] and sheet.stated_rows == 1 and sheet.refused == ()


def test_headings_repeated_on_every_page_are_left_out():
    page = file_of(PERSON)
    assert [row.line for row in open_export((page + page).encode()).rows] == [2, 4]


def test_a_cell_of_several_lines_keeps_the_line_numbers_right():
    rows = [PERSON | {"Notes": "one\ntwo, and\n\nthree"}, PERSON | {"NHS Number": "9991003398", "Notes": "x"}]
    sheet = open_export(file_of(*rows).encode())
    assert [row.line for row in sheet.rows] == [2, 6] and sheet.rows[0].cells[4] == "one\ntwo, and\n\nthree"


@pytest.mark.parametrize("lost", ['"Forced expired', 'predicted",'])
def test_one_missing_quote_mark_harms_only_its_own_line(lost):
    clean = sample("results-emis.csv")
    harmed = clean.replace(lost.encode(), lost.replace('"', "").encode(), 1)
    before, after = reading_of(clean), reading_of(harmed)
    assert contents(before) - contents(after) <= {row.content for row in before.rows if row.line == 34}
    assert {refusal.line for refusal in after.refused} - {refusal.line for refusal in before.refused} == {34}


def test_too_many_cells_a_huge_cell_and_a_cut_line_are_refused_by_line():
    text = (
        file_of(RESULT, RESULT | {"Value": "8" * 3000}) + "9992879211,Smith,02-Aug-1974,12-Nov-2025,Body weight,80,kg,9\r\n9992879211,Smith,02-Aug-1974,12-Nov"
    )
    found = {refusal.line: refusal.reason for refusal in open_export(text.encode()).refused}
    assert found == {3: Reason.CELL_TOO_LONG, 4: Reason.TOO_MANY_CELLS, 5: Reason.CUT_SHORT}


def test_a_last_value_that_may_be_cut_in_half_is_refused():
    last = {key: RESULT[key] for key in ("NHS Number", "Surname", "Date of Birth", "Date", "Code Term", "Unit", "Value")}
    assert reading_of(file_of(last).encode()).rows
    assert [refusal.reason for refusal in reading_of(file_of(last).encode().rstrip()).refused] == [Reason.CUT_SHORT]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (bytes(range(256)) * 50, "not a report in text form"),
        (b"<html><table><tr><td>NHS Number</td></tr></table></html>", "not a report in text form"),
        (b"a,b,c\r\n1,2,3\r\n", "line of headings"),
        (b"NHS Number,Surname,Given Name\r\n9992879211,Smith,Anna\r\n", "date of birth"),
        (file_of(*[PERSON] * 30).encode(), "more than 20 rows"),
        (b"x" * 200_001, "too big"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(data, words):
    with pytest.raises(FileRefused, match=words):
        open_export(data, most_bytes=200_000, most_rows=20)
