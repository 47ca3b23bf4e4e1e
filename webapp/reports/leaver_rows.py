"""One row of a file of who died or left."""

from dataclasses import dataclass
from datetime import date

from webapp.reports.dates import read_day
from webapp.reports.identities import Identity, read_identity
from webapp.reports.notes import Note
from webapp.reports.terms import plain
from webapp.tables.files import Sheet
from webapp.tables.records import Row
from webapp.tables.refusals import CellRefused, Reason

DIED = frozenset({"died", "dead", "death", "deceased", "d"})
LEFT = frozenset({"left", "leaver", "moved", "moved away", "moved out", "deducted", "deregistered", "transferred", "transferred out", "removed", "gone", "l"})


@dataclass(frozen=True, slots=True)
class LeaverRow:
    """They died, or else they left this practice, on that day."""

    line: int
    who: Identity
    died: bool
    on: date
    notes: tuple[Note, ...] = ()

    @property
    def content(self) -> tuple:
        return self.who.nhs_number, self.who.born_on, self.died, self.on


def read_leaver(sheet: Sheet, row: Row, *, today: date, **_ignored) -> list[LeaverRow]:
    """Raises CellRefused."""
    who = read_identity(sheet, row, today=today)
    said = plain(sheet.cell(row, "went") or "")
    if said not in DIED | LEFT:
        raise CellRefused(Reason.DIED_OR_LEFT, sheet.cell(row, "went") or "")
    written = sheet.cell(row, "date") or ""
    if not written:
        raise CellRefused(Reason.NO_DATE)
    on = read_day(written)
    if not who.born_on <= on <= today:
        raise CellRefused(Reason.DEATH_DATE_ODD if said in DIED else Reason.DATE_IMPOSSIBLE, written)
    return [LeaverRow(row.line, who, said in DIED, on)]
