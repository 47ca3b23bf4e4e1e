"""A file opened and read, before it is compared with anything."""

import hashlib
from dataclasses import dataclass
from datetime import date

from webapp.base.heap import settled_heap
from webapp.reports.rows import Reading, read_rows
from webapp.tables.files import Sheet, open_export


@dataclass(frozen=True)
class Export:
    """`read_on` is the day its dates were judged by. `test_numbers`: phone numbers kept for drama were let in."""

    file_name: str
    data: bytes
    sheet: Sheet
    reading: Reading
    read_on: date
    test_numbers: bool

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def opened_export(data: bytes, *, file_name: str, read_on: date, test_numbers: bool) -> Export:
    """Raises FileRefused, in words, when the file as a whole cannot be used."""
    with settled_heap():
        sheet = open_export(data)
        return Export(file_name, data, sheet, read_rows(sheet, today=read_on, test_numbers=test_numbers), read_on, test_numbers)
