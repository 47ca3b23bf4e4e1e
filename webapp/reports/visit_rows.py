"""One row of an appointments report."""

from dataclasses import dataclass
from datetime import date, datetime, time

from webapp.base.clock import london
from webapp.reports.dates import read_day, read_moment, read_time
from webapp.reports.identities import Identity, read_identity
from webapp.reports.notes import Note
from webapp.reports.terms import slot_kind, status_in
from webapp.tables.files import Sheet
from webapp.tables.records import Row
from webapp.tables.refusals import CellRefused, Reason

YEARS_AHEAD, YEARS_BACK = 2, 10
LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """`starts_at` is aware, UTC. `kind`: information or conversation. `status`: standing, did_not_attend or cancelled."""

    line: int
    who: Identity
    kind: str
    starts_at: datetime
    status: str = "standing"
    with_whom: str = ""
    place: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def content(self) -> tuple:
        return self.who.nhs_number, self.who.born_on, self.kind, self.starts_at, self.status, self.with_whom, self.place


def read_appointment(sheet: Sheet, row: Row, *, today: date, **_ignored) -> list[AppointmentRow]:
    """Raises CellRefused."""
    who = read_identity(sheet, row, today=today)
    slot = sheet.cell(row, "slot") or ""
    starts_at = read_start(sheet, row, today)
    kind = slot_kind(slot)
    if kind is None:
        raise CellRefused(Reason.UNKNOWN_SLOT, slot)
    clinician, place = ((sheet.cell(row, word) or "")[:LONGEST_WORDS] for word in ("clinician", "place"))
    return [AppointmentRow(row.line, who, kind, starts_at, read_status(sheet, row), clinician, place)]


def read_start(sheet: Sheet, row: Row, today: date) -> datetime:
    """From one cell that holds both, or from a day and a time that stand apart."""
    whole = sheet.cell(row, "start") or sheet.cell(row, "date") or ""
    if not whole:
        raise CellRefused(Reason.NO_DATE)
    day, at = read_moment(whole)
    if written := sheet.cell(row, "time"):
        at = time_in(written)
    if at is None:
        raise CellRefused(Reason.NO_TIME)
    if not today.year - YEARS_BACK <= day.year <= today.year + YEARS_AHEAD:
        raise CellRefused(Reason.DATE_IMPOSSIBLE, whole)
    return london(day, at)


def time_in(text: str) -> time | None:
    """A time, or the time at the end of a date and time."""
    try:
        return read_time(text)
    except CellRefused:
        if read_day_or_none(text) is None:
            raise
    return read_moment(text)[1]


def read_day_or_none(text: str) -> date | None:
    try:
        return read_day(text)
    except CellRefused:
        return None


def read_status(sheet: Sheet, row: Row) -> str:
    said = sheet.cell(row, "status")
    status = "standing" if said is None else status_in(said, sheet.heading("status"))
    if status is None:
        raise CellRefused(Reason.UNKNOWN_STATUS, said or "")
    return status
