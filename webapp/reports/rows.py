"""From the cells of a sheet to typed rows: what can be used, what cannot, and what a human must look at. No database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from webapp.base.clock import in_london
from webapp.reports.history import reach_of
from webapp.reports.leaver_rows import LeaverRow, read_leaver
from webapp.reports.notes import Note, Said
from webapp.reports.people_rows import PersonRow, read_person
from webapp.reports.result_rows import ResultRow, read_result
from webapp.reports.visit_rows import AppointmentRow, read_appointment
from webapp.tables.columns import Kind
from webapp.tables.files import Sheet
from webapp.tables.records import Row
from webapp.tables.refusals import CellRefused, Reason, Refusal

AnyRow = PersonRow | ResultRow | AppointmentRow | LeaverRow
# A damaged letter is forgiven in a name, which is compared with the one on file, and in what is only counted: nobody is left out for it.
FORGIVEN = ("surname", "given_name", "full_name", "ethnic_group", "deprivation", "deprivation_decile", "deprivation_quintile")
READERS: dict[Kind, Any] = {
    Kind.PEOPLE: read_person,
    Kind.RESULTS: read_result,
    Kind.APPOINTMENTS: read_appointment,
    Kind.LEAVERS: read_leaver,
}


@dataclass(frozen=True)
class Reading:
    """`rows` may be used once their people match. `repeated` are lines that say again what an earlier line said.

    `odd_values` are results whose person is clear but whose value is not; each is in `set_aside` too.
    """

    kind: Kind
    rows: tuple[AnyRow, ...]
    refused: tuple[Refusal, ...]
    set_aside: tuple[Refusal, ...]
    repeated: tuple[int, ...] = ()
    odd_values: tuple[ResultRow, ...] = ()

    @cached_property
    def reach(self) -> Mapping[str, date]:
        """Result code -> how far back this report reaches; empty for other kinds."""
        return reach_of(self.rows)


def read_rows(sheet: Sheet, *, today: date, test_numbers: bool = False) -> Reading:
    """Every line of the sheet ends in exactly one place. `test_numbers` lets in phone numbers kept for drama."""
    found: list[Any] = []
    kind, odd = sheet.layout.kind, list(sheet.refused)
    for row in sheet.rows:
        try:
            refuse_damage(sheet, row)
            found.extend(READERS[kind](sheet, row, today=today, test_numbers=test_numbers))
        except CellRefused as why:
            odd.append(why.on(row.line))
    once, repeated = without_repeats(found)
    kept, contradicting = without_contradictions(once, kind, today)
    odd_values = tuple(row for row in kept if row_refusal(row))
    odd += contradicting + [row_refusal(row) for row in odd_values]  # type: ignore[misc]
    odd = sorted(set(odd), key=lambda refusal: refusal.line)
    return Reading(
        kind=kind,
        rows=tuple(with_shared_mobiles([row for row in kept if not row_refusal(row)])),
        refused=tuple(refusal for refusal in odd if not refusal.is_set_aside),
        set_aside=tuple(refusal for refusal in odd if refusal.is_set_aside),
        repeated=tuple(repeated),
        odd_values=odd_values,
    )


def refuse_damage(sheet: Sheet, row: Row) -> None:
    if any("\ufffd" in row.cells[place] for word, place in sheet.layout.columns.items() if word not in FORGIVEN):
        raise CellRefused(Reason.LETTERS_DAMAGED)


def row_refusal(row: AnyRow) -> Refusal | None:
    return row.refusal if isinstance(row, ResultRow) else None


def without_repeats(rows: Iterable[AnyRow]) -> tuple[list[AnyRow], list[int]]:
    first: dict[tuple, AnyRow] = {}
    repeated = [row.line for row in rows if first.setdefault(row.content, row) is not row]
    return list(first.values()), repeated


def without_contradictions(rows: list[AnyRow], kind: Kind, today: date) -> tuple[list[AnyRow], list[Refusal]]:
    """Rows about one thing that say different things are all set aside: nobody can tell which is right."""
    same = defaultdict(list)
    for row in rows:
        if (about := about_what(row, today)) is not None:
            same[about].append(row)
    clashing = [group for group in same.values() if len(group) > 1]
    refused = [Refusal(row.line, Reason.DIFFERS_IN_FILE, str(other_line(row, group))) for group in clashing for row in group]
    lines = {refusal.line for refusal in refused}
    return [row for row in rows if row.line not in lines], refused


def about_what(row: AnyRow, today: date) -> tuple | None:
    """One person; one person's one coming appointment of a kind. Two readings of one test on one day are both true."""
    if isinstance(row, PersonRow | LeaverRow):
        return (row.who.nhs_number,)
    if isinstance(row, AppointmentRow):
        coming = row.status == "standing" and in_london(row.starts_at).date() >= today
        return (row.who.nhs_number, row.kind) if coming else (row.who.nhs_number, row.kind, row.starts_at)
    return None


def other_line(row: AnyRow, group: list[AnyRow]) -> int:
    return next(other.line for other in group if other is not row)


def with_shared_mobiles(rows: list[AnyRow]) -> list[AnyRow]:
    """Two people on one phone are both kept, and staff are told, because a text to it reaches both."""
    users = defaultdict(list)
    for row in rows:
        for number in (row.mobiles or ()) if isinstance(row, PersonRow) else ():
            users[number].append(row)
    told = {row.line: Note(Said.SHARED_MOBILE, str(other_line(row, group))) for group in users.values() if len(group) > 1 for row in group}
    return [replace(row, notes=(*row.notes, told[row.line])) if row.line in told else row for row in rows]
