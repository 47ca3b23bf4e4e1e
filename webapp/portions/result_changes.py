"""Hand results to the results room, which writes them, runs their rules and tells staff; keep what undoing needs."""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from webapp.comparisons.plans import Added, Plan
from webapp.portions.models import ImportedChange, ImportRun
from webapp.portions.snapshots import change_values
from webapp.practices.models import Practice
from webapp.results.changes import record_results, withdraw_results


def write_results(session: Session, run: ImportRun, plan: Plan, *, practice: Practice, history_from: Mapping[str, date] | None = None) -> None:
    """A value that was put right is withdrawn first, so that it never counts as the one before. `history_from`: as `record_results`."""
    gone = [edit.gone[0] for changed in plan.changed for edit in changed.edits]
    if gone:
        withdraw_results(session, result_ids=gone, practice=practice, by=run.made_by_id)
    put_right = [Added(changed.row, changed.known) for changed in plan.changed]
    recorded = record(session, run, [*plan.added, *put_right, *plan.kept_aside], practice, history_from)
    old = dict(zip((id(one) for one in put_right), map(str, gone), strict=True))
    notes = []
    for one, done in recorded:
        if not done.unchanged:
            was = {"withdrawn": [old[id(one)]]} if id(one) in old else {}
            notes.append(change_values(run.id, table_name=done.table, row_id=done.id, person_id=done.person_id, was=was))
    if notes:
        session.execute(sa.insert(ImportedChange.__table__), notes)


def record(session: Session, run: ImportRun, added: Sequence[Added], practice: Practice, history_from: Mapping[str, date] | None) -> list[tuple]:
    rows = [(one.known.id, one.row.code, one.row.taken_on, one.row.reading) for one in added if one.known]
    if not rows:
        return []
    done = record_results(session, rows=rows, practice=practice, by=run.made_by_id, source="import", history_from=history_from)
    return list(zip(added, done, strict=True))
