"""One row of a results report. What a value means is judged by the results room; here it only gets its line and its person."""

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from webapp.content.catalogue import Result, results
from webapp.readings import values
from webapp.readings.terms import never_stored, recognise
from webapp.reports.dates import read_day
from webapp.reports.identities import Identity, read_identity
from webapp.reports.notes import Note, Said
from webapp.reports.terms import plain
from webapp.tables.files import Sheet
from webapp.tables.records import Row
from webapp.tables.refusals import CellRefused, Reason, Refusal, shortened

TWO_NUMBERS = re.compile(r"\s*([0-9]{2,3})\s*/\s*([0-9]{2,3})\s*([A-Za-z]\D*)?")
REASONS = {
    values.Reason.EMPTY: Reason.NO_VALUE,
    values.Reason.NOT_A_NUMBER: Reason.NOT_A_NUMBER,
    values.Reason.NOT_AN_OPTION: Reason.NOT_A_NUMBER,
    values.Reason.NO_UNIT: Reason.NO_UNIT,
    values.Reason.UNKNOWN_UNIT: Reason.UNKNOWN_UNIT,
    values.Reason.OUT_OF_RANGE: Reason.IMPOSSIBLE_VALUE,
}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """`reading` is the results room's judgement of the value and unit as sent. With `odd` it is set aside: never shown, but its rules still run."""

    line: int
    who: Identity
    code: str
    taken_on: date
    reading: values.Reading
    odd: Reason | None = None
    notes: tuple[Note, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        return self.reading.value

    @property
    def comparator(self) -> str:
        return self.reading.comparator or ""

    @property
    def words(self) -> str | None:
        return self.reading.text

    @property
    def content(self) -> tuple:
        sent = self.odd and (self.reading.sent_value, self.reading.sent_unit)
        return self.who.nhs_number, self.who.born_on, self.code, self.taken_on, self.amount, self.comparator, self.words, self.odd, sent

    @property
    def refusal(self) -> Refusal | None:
        if self.odd is None:
            return None
        sent = self.reading.sent_unit if self.odd is Reason.UNKNOWN_UNIT else ""
        return Refusal(self.line, self.odd, shortened(sent or self.reading.sent_value))


def read_result(sheet: Sheet, row: Row, *, today: date, **_ignored) -> list[ResultRow]:
    """One row, or two when one cell holds both numbers of a blood pressure. Raises CellRefused."""
    term = sheet.cell(row, "test") or ""
    if never_stored(term):
        raise CellRefused(Reason.NEVER_STORED)
    who = read_identity(sheet, row, today=today)
    taken_on = read_result_day(sheet.cell(row, "date") or "", who, today)
    if not term:
        raise CellRefused(Reason.NO_TEST)
    value, unit = sheet.cell(row, "value") or "", sheet.cell(row, "unit") or ""
    if pair := both_pressures(term, value):
        return [judged(row.line, who, entry, taken_on, number, unit or pair[2], term) for entry, number in pair[:2]]
    entry = recognise(term)
    if entry is None:
        raise CellRefused(Reason.UNKNOWN_TEST, term)
    return [judged(row.line, who, entry, taken_on, value, unit, term)]


def read_result_day(text: str, who: Identity, today: date) -> date:
    if not text:
        raise CellRefused(Reason.NO_DATE)
    taken_on = read_day(text)
    if not who.born_on <= taken_on <= today:
        raise CellRefused(Reason.DATE_IMPOSSIBLE, text)
    return taken_on


def judged(line: int, who: Identity, entry: Result, taken_on: date, value: str, unit: str, term: str) -> ResultRow:
    reading = values.read_value(entry, value, unit or None, term=term)
    odd = None if reading.ok else REASONS.get(reading.reason, Reason.VALUE_UNCLEAR)
    if odd is Reason.NO_VALUE:
        raise CellRefused(odd)
    notes = [Note(Said.ODD_VALUE, shortened(value))] if reading.odd else []
    notes += [Note(Said.LIMIT, shortened(value))] if reading.accept_first else []
    return ResultRow(line, who, entry.code, taken_on, reading, odd, tuple(notes))


@cache
def pairs() -> dict:
    return json.loads((Path(__file__).parent / "result_pairs.json").read_text(encoding="utf-8"))


def both_pressures(term: str, value: str) -> tuple[tuple[Result, str], tuple[Result, str], str] | None:
    """`131/83` under one blood pressure term, with the unit if it stands behind the numbers."""
    found = TWO_NUMBERS.fullmatch(value) if plain(term) in pairs()["terms"] else None
    if not found:
        return None
    first, second = (results()[code] for code in pairs()["codes"])
    return (first, found[1]), (second, found[2]), (found[3] or "").strip()
