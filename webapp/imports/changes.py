"""An import from its preview to its end. The file is kept sealed only until then."""

import base64
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import now, pathway_now
from webapp.comparisons.plans import Plan
from webapp.imports.previews import as_text
from webapp.people.changes import named_by_list
from webapp.portions.comparing import AT_ONCE, compare, write
from webapp.portions.leaver_changes import seen_now
from webapp.portions.models import ImportKind, ImportRun, ImportState
from webapp.portions.people_lines import Lines
from webapp.reports.opening import Export, opened_export
from webapp.reports.rows import AnyRow
from webapp.tables.columns import Kind

COUNTED = ("added", "changed", "unchanged", "set_aside")


class AnotherIsRunning(Exception):
    """One import at a time for one practice."""


def keep_preview(session: Session, *, practice_id: UUID, export: Export, report: dict, by: UUID | None, at_once: int | None = None) -> ImportRun:
    """Write down what a file would do. `by` is a staff member's id.

    How it was read is kept too (the day its dates were judged by, how many rows a portion has), so that going on later reads it the same way.
    """
    kind = export.reading.kind
    how = {"read_on": export.read_on.isoformat(), "test_numbers": export.test_numbers, "at_once": at_once or AT_ONCE[kind]}
    run = ImportRun(
        practice_id=practice_id,
        kind=ImportKind(kind.value),
        file_name=export.file_name[:120],
        digest=export.digest,
        file=base64.b64encode(export.data).decode(),
        report=as_text(report),
        counts={"preview": report["counts"], "how": how, "done": {}},
        made_by_id=by,
    )
    session.add(run)
    session.flush()
    return run


def export_of(run: ImportRun) -> Export:
    """The kept file, read as it was for the preview: a night in between must not change what is a future date."""
    how = run.counts["how"]
    return opened_export(
        base64.b64decode(run.file or ""), file_name=run.file_name, read_on=date.fromisoformat(how["read_on"]), test_numbers=how["test_numbers"]
    )


def confirm(session: Session, *, run: ImportRun, by: UUID | None) -> None:
    """From now on the file is brought in, a portion at a time, until it is done. Raises AnotherIsRunning."""
    busy = select(ImportRun.id).where(ImportRun.practice_id == run.practice_id, ImportRun.state == ImportState.APPLYING, col(ImportRun.id) != run.id)
    if session.exec(busy).first():
        raise AnotherIsRunning
    moved = session.execute(
        sa.update(ImportRun)
        .where(col(ImportRun.id) == run.id, col(ImportRun.state) == ImportState.PREVIEWED)
        .values(state=ImportState.APPLYING, made_by_id=by or run.made_by_id)
    )
    if moved.rowcount:  # type: ignore[attr-defined]
        session.refresh(run)


def discard(session: Session, *, run: ImportRun) -> None:
    """Forget a file that was only looked at."""
    if run.state is ImportState.PREVIEWED:
        run.state, run.file, run.report = ImportState.DISCARDED, None, None
        session.add(run)


def stop_early(session: Session, *, run: ImportRun) -> None:
    """An import that cannot go on ends where it is, says so, and can be taken back."""
    if run.state is ImportState.APPLYING:
        run.counts = run.counts | {"stopped_early": True}
        finish(session, run=run)


def bring_in(
    session: Session,
    *,
    run: ImportRun,
    kind: Kind,
    portions: Sequence[list[AnyRow]],
    ready: Mapping[int, Lines] | None = None,
    history_from: Mapping[str, date] | None = None,
) -> Plan:
    """One portion or a few: compared again with what is on file this moment, then written. The step forward is in the same transaction.

    `ready`: as `made_ready`; `history_from`: as `reach_of` the whole report.
    """
    rows = list(chain.from_iterable(portions))
    plan = compare(session, run.practice_id, kind, rows)
    write(session, run, kind, plan, ready=ready or {}, history_from=history_from or {})
    if kind is Kind.PEOPLE:
        same = set(plan.unchanged) | {changed.row.line for changed in plan.changed}
        numbers = {row.who.nhs_number for row in rows if row.line in same}
        if numbers:
            named_by_list(session, practice_id=run.practice_id, numbers=numbers, at=now())
    done = dict(run.counts.get("done", {}))
    for name in COUNTED:
        done[name] = done.get(name, 0) + len(getattr(plan, name))
    run.counts = run.counts | {"done": done}
    run.done_batches += len(portions)
    session.add(run)
    session.flush()
    return plan


def finish(session: Session, *, run: ImportRun) -> None:
    run.state, run.applied_at, run.file = ImportState.APPLIED, pathway_now(), None
    if run.kind is ImportKind.LEAVERS and not run.counts.get("stopped_early"):
        seen_now(session, run.practice_id)
    session.add(run)
    session.flush()
