"""A file of scores read: every line a typed row or a reason. Nothing here knows what is on file."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from webapp.reports.cells import read_nhs_number
from webapp.reports.identities import read_birth_date
from webapp.reports.rows import refuse_damage
from webapp.tables.columns import Kind
from webapp.tables.files import Sheet, open_export
from webapp.tables.records import Row
from webapp.tables.refusals import CellRefused, Reason, Refusal

LONGEST = 300
MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """`surname` is empty when the file does not give it: then number and birthday must do."""

    line: int
    nhs_number: str
    born_on: date
    surname: str
    score: Decimal
    reason: str = ""
    method: str = ""

    @property
    def content(self) -> tuple:
        return self.nhs_number, self.born_on, self.score, self.reason


@dataclass(frozen=True)
class ScoreFile:
    """`refused` and those set aside together, in the order of the file. `repeated`: lines that say again what an earlier one said."""

    rows: tuple[ScoreRow, ...]
    odd: tuple[Refusal, ...]
    repeated: int
    seen: int
    digest: str
    method: str


def opened_scores(data: bytes, *, today: date) -> ScoreFile:
    """Raises FileRefused, in words, when the file as a whole cannot be used."""
    sheet = open_export(data, kinds=(Kind.SCORES,))
    odd, by_number = list(sheet.refused), defaultdict(list)
    for row in sheet.rows:
        try:
            refuse_damage(sheet, row)
            read = read_score(sheet, row, today)
            by_number[read.nhs_number].append(read)
        except CellRefused as why:
            odd.append(why.on(row.line))
    rows, repeated = [], 0
    for same in by_number.values():
        if len({row.content for row in same}) == 1:
            rows.append(same[0])
            repeated += len(same) - 1
        else:
            odd += [Refusal(row.line, Reason.DIFFERS_IN_FILE, str(next(other.line for other in same if other is not row))) for row in same]
    methods = sorted({row.method for row in rows if row.method})
    digest = hashlib.sha256(data).hexdigest()
    return ScoreFile(tuple(rows), tuple(sorted(odd, key=lambda one: one.line)), repeated, sheet.seen, digest, ", ".join(methods)[:LONGEST])


def read_score(sheet: Sheet, row: Row, today: date) -> ScoreRow:
    """Raises CellRefused with the first thing that is wrong."""

    def cell(word: str) -> str:
        return " ".join((sheet.cell(row, word) or "").split())[:LONGEST]

    number, born_on = read_nhs_number(cell("nhs_number")), read_birth_date(cell("birth_date"), today)
    return ScoreRow(row.line, number, born_on, cell("surname"), amount_in(cell("score")), cell("reason"), cell("method"))


def amount_in(text: str) -> Decimal:
    """0.36, 36 % or 1,200. Raises CellRefused."""
    said = text.removesuffix("%").replace(",", "").strip()
    if not said:
        raise CellRefused(Reason.NO_SCORE)
    try:
        amount = Decimal(said)
    except InvalidOperation:
        raise CellRefused(Reason.BAD_SCORE, text) from None
    if not amount.is_finite() or len(amount.as_tuple().digits) > MOST_DIGITS or abs(amount.adjusted()) > MOST_DIGITS:
        raise CellRefused(Reason.BAD_SCORE, text)
    return amount
