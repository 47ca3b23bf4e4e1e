"""Bring in what was confirmed, a portion at a time. Killed half-way it goes on from the portion it had reached; any number may run at once."""

import math
import time
from collections.abc import Mapping
from datetime import timedelta
from itertools import chain
from uuid import UUID

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from webapp.base.clock import now
from webapp.base.heap import settled_heap
from webapp.database.session import Database
from webapp.imports.changes import bring_in, discard, export_of, finish
from webapp.imports.pace import SHORTEST, pace
from webapp.portions.comparing import made_ready, portions
from webapp.portions.models import ImportRun, ImportState
from webapp.portions.people_lines import Lines
from webapp.portions.undoing import InTheWay, changes_left, in_the_way, mark_undone, may_be_undone, take_back
from webapp.reports.opening import Export
from webapp.reports.rows import Reading

KEPT_HOURS = 24


def continue_imports(database: Database) -> int:
    """For the timetable: every confirmed import goes on to its end, and files only looked at are forgotten after a day."""
    with database.reading() as session:
        waiting = list(session.exec(select(ImportRun.id).where(ImportRun.state == ImportState.APPLYING).order_by(col(ImportRun.made_at))))
    for run_id in waiting:
        continue_import(database, run_id)
    return len(waiting) + forget_old_previews(database)


def continue_import(database: Database, run_id: UUID, *, export: Export | None = None, pause: float = SHORTEST, seconds: float = math.inf) -> None:
    """Returns when the import is done, by us or by somebody else, or the seconds are over. A failure leaves it where it was, to go on from there.

    `export` spares reading the kept file again, for whoever has just read it.
    """
    with database.reading() as session:
        run = session.get_one(ImportRun, run_id)
        if run.state is not ImportState.APPLYING:
            return
        reading, at_once = (export or export_of(run)).reading, run.counts["how"]["at_once"]
    todo, stop_at = list(portions(reading, at_once)), time.monotonic() + seconds
    with settled_heap(), pace(database, shortest=pause) as our:
        while time.monotonic() < stop_at:
            many = our.portions_at_once
            ready = ready_for_next(database, run_id, reading, todo, many)
            with our.portion():
                if not one_portion(database, run_id, reading, todo, many=many, ready=ready):
                    return


def one_portion(database: Database, run_id: UUID, reading: Reading, todo: list, *, many: int = 1, ready: Mapping[int, Lines] | None = None) -> bool:
    """The next portion, or the next few, in a transaction of its own. False when there is nothing left to do."""
    with database.writing() as session:
        run = locked(session, run_id)
        if run.state is not ImportState.APPLYING:
            return False
        if run.done_batches >= len(todo):
            finish(session, run=run)
            return False
        bring_in(session, run=run, kind=reading.kind, portions=todo[run.done_batches :][:many], ready=ready, history_from=reading.reach)
        return True


def ready_for_next(database: Database, run_id: UUID, reading: Reading, todo: list, many: int = 1) -> dict[int, Lines]:
    """What the next portions will likely write, made while nobody has to wait for it."""
    with database.reading() as session:
        run = session.exec(without_file(run_id)).one()
        return made_ready(session, run, reading.kind, list(chain.from_iterable(todo[run.done_batches :][:many])))


def without_file(run_id: UUID):
    """Just the run: its file and report are megabytes, and every portion asks for it twice."""
    return select(ImportRun).where(ImportRun.id == run_id).options(defer(ImportRun.file_sealed), defer(ImportRun.report_sealed))  # type: ignore[arg-type]


def locked(session: Session, run_id: UUID) -> ImportRun:
    return session.exec(without_file(run_id).with_for_update()).one()


def forget_old_previews(database: Database) -> int:
    with database.reading() as session:
        old = select(ImportRun.id).where(ImportRun.state == ImportState.PREVIEWED, col(ImportRun.made_at) < now() - timedelta(hours=KEPT_HOURS))
        ids = list(session.exec(old))
    for run_id in ids:
        with database.writing() as session:
            discard(session, run=locked(session, run_id))
    return len(ids)


def undo_import(database: Database, run_id: UUID, *, by: UUID, account: UUID | None, pause: float = SHORTEST, seconds: float = math.inf) -> list[InTheWay]:
    """Take an import back, a few people at a time. Returns who stands in the way, and then nothing was changed. Stopped half-way it can be asked again."""
    with database.writing() as session:
        run = locked(session, run_id)
        if not may_be_undone(run):
            return []
        if stopped_by := in_the_way(session, run):
            return stopped_by
    stop_at = time.monotonic() + seconds
    with pace(database, shortest=pause) as our:
        while time.monotonic() < stop_at:
            with our.portion():
                if not some_taken_back(database, run_id, by=by, account=account):
                    break
    return []


def some_taken_back(database: Database, run_id: UUID, *, by: UUID, account: UUID | None) -> bool:
    with database.writing() as session:
        run = locked(session, run_id)
        if run.state is not ImportState.APPLIED:
            return False
        changes = changes_left(session, run)
        if changes:
            take_back(session, run=run, changes=changes, by=by, account=account)
        else:
            mark_undone(session, run=run, by=by)
        return bool(changes)
