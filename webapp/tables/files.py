"""Open an export: bytes in, rows under named columns out, each with its line in the file. Nothing here touches the database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.base.i18n import lazy
from webapp.tables.columns import REPORTS, Kind, Layout, layout_of, missing_in_words
from webapp.tables.decoding import FileRefused, decoded
from webapp.tables.records import LONGEST_LINE, Row, lines_of, row_at, rows_of
from webapp.tables.refusals import Reason, Refusal

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_CELL = 2_000
LINES_ABOVE = 100
DELIMITERS = (",", ";", "\t", "|")
TOTAL = re.compile(r"(?:grand )?(?:total|totals|count|record count|row count|number of (?:rows|patients|records))\b\D*([\d,]*)\D*", re.IGNORECASE)
LAST_WORDS = re.compile(r"\W*(?:end of|printed|page \d|report|generated|produced|exported|run (?:by|on|date))\b.*", re.IGNORECASE)
CUT_SHOWS_IN = {"unit", "birth_date", "date", "died_on", "nhs_number", "sex"}


@dataclass(frozen=True)
class Sheet:
    """`rows` are whole; `refused` are lines too damaged to be rows. `stated_rows` is what a total line says, if there is one."""

    layout: Layout
    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...]
    encoding: str
    delimiter: str
    preamble: tuple[str, ...] = ()
    stated_rows: int | None = None

    def cell(self, row: Row, word: str) -> str | None:
        """What stands under our word for a column; None when the report has no such column."""
        place = self.layout.columns.get(word)
        return None if place is None else row.cells[place]

    def heading(self, word: str) -> str:
        return self.layout.headings[self.layout.columns[word]]

    @property
    def seen(self) -> int:
        return len(self.rows) + len(self.refused)


@dataclass
class Gathered:
    rows: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    stated_rows: int | None = None


def open_export(data: bytes, *, kinds: Sequence[Kind] = REPORTS, most_bytes: int = MOST_BYTES, most_rows: int = MOST_ROWS) -> Sheet:
    """Raises FileRefused, in words, when the file as a whole cannot be used."""
    if not data.strip():
        raise FileRefused(lazy("This file is empty. Ask for the report again."))
    if len(data) > most_bytes:
        raise FileRefused(lazy("This file is too big. Ask for a report with fewer people in it."))
    text, encoding = decoded(data)
    lines = lines_of(text)
    delimiter, start, layout = headings_in(lines, kinds)
    if layout.missing:
        raise FileRefused(lazy("These columns are missing: %(columns)s. Add them to the report, then try again.", columns=missing_in_words(layout)))
    gathered = gather(lines, start, delimiter, layout)
    if len(gathered.rows) + len(gathered.refused) > most_rows:
        raise FileRefused(lazy("This file has more than %(most)s rows. Ask for the report in parts.", most=f"{most_rows:,}"))
    above = tuple(line for line in lines[: start - 1] if line.strip())
    return Sheet(layout, tuple(gathered.rows), tuple(gathered.refused), encoding, delimiter, above, gathered.stated_rows)


def headings_in(lines: list[str], kinds: Sequence[Kind] = REPORTS) -> tuple[str, int, Layout]:
    """(delimiter, index after the headings, layout): the line near the top that names most columns, whichever delimiter shows them."""
    best, found = (False, 0), None
    for delimiter in DELIMITERS:
        at = 0
        while at < min(len(lines), LINES_ABOVE):
            row, at = row_at(lines, at, delimiter)
            layout = layout_of(without_blank_end(row.cells), kinds) if len(row.cells) >= 3 else None
            if layout and (score := (not layout.missing, len(layout.columns))) > best:
                best, found = score, (delimiter, at, layout)
            if layout and not layout.missing:
                break
    if found is None:
        raise FileRefused(lazy("We could not find the line of headings, like “NHS number” and “Surname”. Ask for the report with headings."))
    return found


def without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def gather(lines: list[str], start: int, delimiter: str, layout: Layout) -> Gathered:
    gathered, ended = Gathered(), False
    last_line = len(lines) if lines[-1] else 0
    padded = [""] * start + lines[start:]
    for row in rows_of(padded, delimiter, width=layout.width):
        cells = without_blank_end(row.cells)
        if not cells or cells == layout.headings:
            continue
        words = " ".join(cells) if len(cells) <= 2 else ""
        if total := TOTAL.fullmatch(words):
            ended, gathered.stated_rows = True, number(total[1]) or gathered.stated_rows
        elif words and (ended or LAST_WORDS.fullmatch(words)):
            continue
        elif reason := damage(row, cells, layout, last_line):
            gathered.refused.append(Refusal(row.line, reason))
        else:
            gathered.rows.append(Row(row.line, cells + ("",) * (layout.width - len(cells))))
    return gathered


def number(digits: str) -> int | None:
    return int(digits.replace(",", "")) if digits.strip(",") else None


def damage(row: Row, cells: tuple[str, ...], layout: Layout, last_line: int) -> Reason | None:
    """Why this row is not what the GP system wrote, as far as its shape can tell."""
    if max(map(len, cells)) > LONGEST_CELL or sum(map(len, cells)) > LONGEST_LINE:
        return Reason.CELL_TOO_LONG
    if row.damaged:
        return Reason.BROKEN_QUOTES
    if len(cells) > layout.width:
        return Reason.TOO_MANY_CELLS
    if row.line == last_line and may_be_cut(row, layout):
        return Reason.CUT_SHORT
    return None


def may_be_cut(row: Row, layout: Layout) -> bool:
    """A last line with no line end, in a place where half a cell looks like a whole one (14 cut to 1)."""
    if len(row.cells) < layout.width:
        return True
    ends_in = next((word for word, place in layout.columns.items() if place == layout.width - 1), None)
    return bool(row.cells[layout.width - 1]) and ends_in is not None and ends_in not in CUT_SHOWS_IN
