"""Whose row this is: the three things that must agree before anything is written about a person."""

from dataclasses import dataclass
from datetime import date

from webapp.reports.cells import read_nhs_number
from webapp.reports.dates import read_day
from webapp.reports.names import read_full_name, read_name
from webapp.tables.files import Sheet
from webapp.tables.records import Row
from webapp.tables.refusals import CellRefused, Reason

OLDEST = 125


@dataclass(frozen=True, slots=True)
class Identity:
    """`given_name` is empty when the report does not give it."""

    nhs_number: str
    surname: str
    given_name: str
    born_on: date


def read_identity(sheet: Sheet, row: Row, *, today: date) -> Identity:
    """Raises CellRefused with the first thing that is wrong."""
    number = read_nhs_number(sheet.cell(row, "nhs_number") or "")
    born_on = read_birth_date(sheet.cell(row, "birth_date") or "", today)
    surname, given = read_names(sheet, row)
    return Identity(number, surname, given, born_on)


def read_birth_date(text: str, today: date) -> date:
    if not text:
        raise CellRefused(Reason.NO_BIRTH_DATE)
    born_on = read_day(text)
    if not today.year - OLDEST <= born_on.year or born_on > today:
        raise CellRefused(Reason.BIRTH_DATE_IMPOSSIBLE, text)
    return born_on


def read_names(sheet: Sheet, row: Row) -> tuple[str, str]:
    surname, given = sheet.cell(row, "surname"), sheet.cell(row, "given_name")
    if surname is None and (whole := sheet.cell(row, "full_name")):
        return read_full_name(whole)
    if not surname or given == "":
        raise CellRefused(Reason.NO_NAME)
    return read_name(surname), read_name(given) if given else ""
