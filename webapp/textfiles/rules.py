"""The file itself, and when a text may stand in one. Pure: the moment is passed in."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from webapp.messages.models import MessageKind
from webapp.messages.rules import may_worry
from webapp.practices.models import Practice
from webapp.practices.working_days import sending_window_open

# Another system is set up once to read these: they stay as they are, in every language.
HEADINGS = ("name", "number", "words", "reference")
BOM = b"\xef\xbb\xbf"
# A spreadsheet takes a cell that begins so for a formula; the wide forms too, in some languages.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Line:
    """`number` is E.164, `reference` our own id of the text."""

    name: str
    number: str
    words: str
    reference: str


def as_file(lines: Iterable[Line]) -> bytes:
    """UTF-8 with its mark, every cell in quotes, lines ended as in RFC 4180."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for line in lines:
        writer.writerow([harmless(cell) for cell in (line.name, dialled(line.number), line.words, line.reference)])
    return BOM + out.getvalue().encode()


def harmless(cell: str) -> str:
    """A leading mark that no spreadsheet shows keeps it from being worked out."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(STARTS_A_FORMULA) or cell.startswith(STARTS_A_FORMULA) else cell


def dialled(number: str) -> str:
    """+447700900001 as 07700900001; another country's with 00: a cell that begins with a plus would be a formula."""
    return f"0{number[3:]}" if number.startswith("+44") else f"00{number[1:]}"


def may_go_now(practice: Practice, kind: MessageKind, wall: datetime) -> bool:
    return sending_window_open(practice, wall, worrying=may_worry(kind))
