"""Headings: which report it is, whatever they are called."""

import pytest

from tests.reports.exports import file_of, reading_of
from webapp.tables.columns import Kind, layout_of

ANNA = "9992879211"
SMITH = {"Surname": "Smith", "Date of Birth": "1974-08-02"}
SHAPES = {
    "EMIS people": (Kind.PEOPLE, {"Patient Details' NHS Number": ANNA, "Family Name": "Smith", "Given Name": "Anna", "Date of Birth": "02-Aug-1974"}),
    "SystmOne people": (Kind.PEOPLE, {"NHS number (verified)": ANNA, "Last name": "Smith", "First name": "Anna", "DOB": "02 Aug 1974", "Mobile No.": ""}),
    "one name column": (Kind.PEOPLE, {"NHS No": ANNA, "Patient name": "SMITH, Anna (Mrs)", "Birth date": "02/08/1974"}),
    "SystmOne results": (
        Kind.RESULTS,
        {"NHS No.": ANNA, "Forename": "Anna"} | SMITH | {"Event date": "12/11/2025 09:30", "Read term": "Body weight", "Numeric value": "80", "Units": "kg"},
    ),
    "value and unit in one cell": (Kind.RESULTS, {"NHS Number": ANNA} | SMITH | {"Date": "2025-11-12", "Description": "Body weight", "Result": "80 kg"}),
    "appointments with one start cell": (
        Kind.APPOINTMENTS,
        {"NHS Number": ANNA, "Name": "Smith, Anna", "DOB": "02/08/1974", "Start": "30/11/2026 13:00", "Session type": "Care planning conversation", "DNA": "N"},
    ),
    "appointments with names and phones": (
        Kind.APPOINTMENTS,
        {"NHS Number": ANNA, "First name": "Anna", "Mobile": "07911123456", "E-mail": "a@b.org", "Home phone": "", "Language": "English"}
        | SMITH
        | {"Date": "30.11.2026", "Time": "13:00", "Appointment type": "Care plan", "Status": "Booked"},
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_of_report_is_recognised_and_read(shape):
    kind, row = SHAPES[shape]
    reading = reading_of(file_of(row).encode())
    assert reading.kind is kind and [found.who.nhs_number for found in reading.rows] == [ANNA], reading


def test_unknown_columns_are_left_out_and_named():
    layout = layout_of(("NHS Number", "Surname", "Given Name", "DOB", "Usual GP", "Religion"))
    assert layout.ignored == ("Usual GP", "Religion") and layout.missing == ()


def test_missing_columns_are_named_for_the_nearest_kind_of_report():
    layout = layout_of(("NHS Number", "Surname", "Date", "Code Term", "Value", "Unit"))
    assert layout.kind is Kind.RESULTS and layout.missing == ("birth_date",)


def test_a_line_of_data_is_no_line_of_headings():
    assert layout_of(("9992879211", "Smith", "Anna", "02-Aug-1974")) is None
