"""The samples, and ways to save them again as another program would."""

import csv
import io
from datetime import date
from pathlib import Path

from webapp.reports.rows import Reading, read_rows
from webapp.tables.files import open_export

SAMPLES = Path(__file__).parents[1] / "samples"
TODAY = date(2026, 11, 16)
ALL = ("people-emis.csv", "results-emis.csv", "appointments-emis.csv")
PERSON = {"NHS Number": "9992879211", "Surname": "Smith", "Given Name": "Anna", "Date of Birth": "02-Aug-1974"}
RESULT = {
    "NHS Number": "9992879211",
    "Surname": "Smith",
    "Date of Birth": "02-Aug-1974",
    "Date": "12-Nov-2025",
    "Code Term": "Body weight",
    "Value": "80",
    "Unit": "kg",
}
VISIT = {
    "NHS Number": "9992879211",
    "Surname": "Smith",
    "Date of Birth": "02-Aug-1974",
    "Appointment Date": "30-Nov-2026",
    "Start Time": "13:00",
    "Slot Type": "LTC information gathering",
}


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def text_of(name: str) -> str:
    data = sample(name)
    return data.decode("cp1252") if name.startswith("results") else data.decode("utf-8-sig")


def reading_of(data: bytes) -> Reading:
    return read_rows(open_export(data), today=TODAY, test_numbers=True)


def file_of(*rows: dict, delimiter=",", line_end="\r\n") -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), delimiter=delimiter, lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def read(*rows: dict) -> Reading:
    return reading_of(file_of(*rows).encode())


def table_of(name: str) -> list[list[str]]:
    """Headings first, then every row; preamble and total left out."""
    return [row for row in csv.reader(io.StringIO(text_of(name))) if len(row) > 5]


def saved_again(name: str, *, encoding: str, delimiter=",", order=None, preamble="") -> bytes:
    """The same report with its columns in another order, another delimiter and another encoding."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    for row in table_of(name):
        writer.writerow([row[place] for place in order(len(row))] if order else row)
    return (preamble + written.getvalue()).encode(encoding, "replace")


def contents(reading: Reading) -> set:
    return {row.content for row in reading.rows}
