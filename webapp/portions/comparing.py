"""One word for the kinds: compare a portion of rows, write a plan, cut a file into portions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.accounts.models import Account
from webapp.base.clock import now
from webapp.comparisons.leaver_plans import compare_leavers
from webapp.comparisons.people_plans import compare_people, numbers_on_file
from webapp.comparisons.plans import Plan
from webapp.comparisons.result_plans import compare_results
from webapp.comparisons.visit_plans import compare_appointments
from webapp.portions.leaver_changes import write_leavers
from webapp.portions.models import ImportRun
from webapp.portions.people_changes import write_people
from webapp.portions.people_lines import Lines, lines_for
from webapp.portions.result_changes import write_results
from webapp.portions.snapshots import last_imported
from webapp.portions.visit_changes import write_appointments
from webapp.practices.models import Practice
from webapp.reports.rows import AnyRow, Reading
from webapp.tables.columns import Kind

COMPARE = {
    Kind.PEOPLE: partial(compare_people, last_said=last_imported),
    Kind.RESULTS: compare_results,
    Kind.APPOINTMENTS: compare_appointments,
    Kind.LEAVERS: compare_leavers,
}
# Rows of one portion: few where each row costs more, so that nobody else's save waits for long. Several go together while nobody saves.
AT_ONCE = {Kind.PEOPLE: 40, Kind.RESULTS: 20, Kind.APPOINTMENTS: 3, Kind.LEAVERS: 3}
COMPARED_AT_ONCE = 500


def usable_rows(reading: Reading) -> list[AnyRow]:
    """Rows to compare, one person's rows together, in the order of the file."""
    order: dict[str, int] = {}
    rows = [*reading.rows, *reading.odd_values]
    for row in sorted(rows, key=lambda row: row.line):
        order.setdefault(row.who.nhs_number, len(order))
    return sorted(rows, key=lambda row: (order[row.who.nhs_number], row.line))


def portions(reading: Reading, at_once: int) -> Iterator[list[AnyRow]]:
    """Never parts one person's rows, because what one row means may hang on the next."""
    portion: list[AnyRow] = []
    for _number, rows in groupby(usable_rows(reading), key=lambda row: row.who.nhs_number):
        portion.extend(rows)
        if len(portion) >= at_once:
            yield portion
            portion = []
    if portion:
        yield portion


def compare(session: Session, practice_id: UUID, kind: Kind, rows: Sequence[AnyRow]) -> Plan:
    return COMPARE[kind](session, practice_id, rows)  # type: ignore[operator]


def plan_for(session: Session, practice_id: UUID, reading: Reading) -> Plan:
    """What the whole file would do now."""
    plan = Plan()
    for portion in portions(reading, COMPARED_AT_ONCE):
        plan.take(compare(session, practice_id, reading.kind, portion))
    return plan


def made_ready(session: Session, run: ImportRun, kind: Kind, rows: Sequence[AnyRow]) -> dict[int, Lines]:
    """Line -> what to insert for somebody nobody has on file, made before anything is locked. The writing compares again, and takes only what still holds."""
    if kind is not Kind.PEOPLE:
        return {}
    known = numbers_on_file(session, [row.who.nhs_number for row in rows])
    at = now()
    return {row.line: lines_for(run, row, at) for row in rows if row.who.nhs_number not in known}  # type: ignore[arg-type]


def write(session: Session, run: ImportRun, kind: Kind, plan: Plan, *, ready: Mapping[int, Lines], history_from: Mapping[str, date]) -> None:
    practice = session.get_one(Practice, run.practice_id)
    account = session.exec(select(Account.id).where(col(Account.staff_id) == run.made_by_id)).first() if run.made_by_id else None
    if kind is Kind.PEOPLE:
        write_people(session, run, plan, by=account, ready=ready)
    elif kind is Kind.RESULTS:
        write_results(session, run, plan, practice=practice, history_from=history_from)
    elif kind is Kind.LEAVERS:
        write_leavers(session, run, plan, by=account)
    else:
        write_appointments(session, run, plan, by=account)
