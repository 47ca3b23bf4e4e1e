"""Bring in what was confirmed, a portion at a time. Killed half-way it goes on from the portion it had reached; any number may run at once."""

import time
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import pathway_now
from webapp.base.session import Database
from webapp.imports.changes import bring_in, discard, file_of, finish
from webapp.imports.comparing import portions
from webapp.imports.files import open_export
from webapp.imports.models import ImportRun, ImportState
from webapp.imports.rows import Reading, read_rows

PAUSE = 0.05
KEPT_HOURS = 24


def continue_imports(database: Database, *, test_numbers: bool = False) -> int:
    """For the timetable: every confirmed import goes on to its end, and files only looked at are forgotten after a day."""
    with database.reading() as session:
        waiting = list(session.exec(select(ImportRun.id).where(ImportRun.state == ImportState.APPLYING).order_by(col(ImportRun.made_at))))
    for run_id in waiting:
        continue_import(database, run_id, test_numbers=test_numbers)
    return len(waiting) + forget_old_previews(database)


def continue_import(database: Database, run_id: UUID, *, test_numbers: bool = False, pause: float = PAUSE) -> None:
    """Returns when the import is done or somebody else has finished it. A failure leaves it where it was, to go on from there."""
    with database.reading() as session:
        run = session.get_one(ImportRun, run_id)
        if run.state is not ImportState.APPLYING:
            return
        reading = reading_of(run, test_numbers=test_numbers)
    todo = list(portions(reading))
    while one_portion(database, run_id, reading, todo):
        # Others' saves take their turn between two portions.
        time.sleep(pause)


def reading_of(run: ImportRun, *, test_numbers: bool) -> Reading:
    """The rows as they were on the day of the preview: a night between the two must not change what is a future date."""
    return read_rows(open_export(file_of(run)), today=date.fromisoformat(run.counts["read_on"]), test_numbers=test_numbers)


def one_portion(database: Database, run_id: UUID, reading: Reading, todo: list) -> bool:
    """The next portion in a transaction of its own. False when there is nothing left to do."""
    with database.writing() as session:
        run = locked(session, run_id)
        if run.state is not ImportState.APPLYING:
            return False
        if run.done_batches >= len(todo):
            finish(session, run=run)
            return False
        bring_in(session, run=run, kind=reading.kind, rows=todo[run.done_batches])
        return True


def locked(session: Session, run_id: UUID) -> ImportRun:
    return session.exec(select(ImportRun).where(ImportRun.id == run_id).with_for_update()).one()


def forget_old_previews(database: Database) -> int:
    with database.reading() as session:
        old = select(ImportRun.id).where(ImportRun.state == ImportState.PREVIEWED, col(ImportRun.made_at) < pathway_now() - timedelta(hours=KEPT_HOURS))
        ids = list(session.exec(old))
    for run_id in ids:
        with database.writing() as session:
            discard(session, run=locked(session, run_id))
    return len(ids)
