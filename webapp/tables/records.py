"""One record of a CSV file at a time, so that one missing quote mark cannot swallow the rows below it."""

import csv
import re
from dataclasses import dataclass

MOST_LINES_IN_A_CELL = 12
LONGEST_LINE = 100_000
LINE_END = re.compile(r"\r*\n|\r")


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where the row starts in the file, from 1. `damaged`: its quote marks do not match, and the cells are a guess."""

    line: int
    cells: tuple[str, ...]
    damaged: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)


def lines_of(text: str) -> list[str]:
    """As every editor counts lines: not `splitlines`, which also breaks at characters a name may hold."""
    return LINE_END.split(text)


def rows_of(lines: list[str], delimiter: str, *, width: int | None = None):
    """Every row, blank ones too. With `width` a row of several lines must have exactly that many cells."""
    at = 0
    while at < len(lines):
        row, at = row_at(lines, at, delimiter, width)
        yield row


def row_at(lines: list[str], at: int, delimiter: str, width: int | None = None) -> tuple[Row, int]:
    """The row that starts at index `at`, and the index of the next one."""
    first = lines[at]
    if '"' not in first:
        return Row(at + 1, tidy(first.split(delimiter))), at + 1
    if (cells := strictly(first, delimiter)) is not None:
        return Row(at + 1, tidy(cells)), at + 1
    for end in range(at + 2, min(at + MOST_LINES_IN_A_CELL, len(lines)) + 1):
        cells = strictly("\n".join(lines[at:end]), delimiter)
        if cells is None:
            continue
        if width in (None, len(cells)) and not swallowed(lines[at + 1 : end], delimiter, width):
            return Row(at + 1, tidy(cells)), end
        break
    return Row(at + 1, tidy(first.split(delimiter)), damaged=True), at + 1


def strictly(text: str, delimiter: str) -> list[str] | None:
    """The cells, or None when a quote mark is left open or followed by something else."""
    if len(text) > LONGEST_LINE:
        return None
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def swallowed(inner: list[str], delimiter: str, width: int | None) -> bool:
    """Whether a line inside the cell is a whole row by itself: then the quote mark was a mistake."""
    if width is None:
        return False
    return any(line.count(delimiter) >= width - 1 for line in inner[:-1]) or any(is_row(line, delimiter, width) for line in inner)


def is_row(line: str, delimiter: str, width: int) -> bool:
    cells = strictly(line, delimiter) or []
    return len(cells) == width and any(re.fullmatch(r"\d{3} ?\d{3} ?\d{4}", cell.strip()) for cell in cells)


def tidy(cells: list[str]) -> tuple[str, ...]:
    return tuple(cell.replace("\xa0", " ").strip() for cell in cells)
