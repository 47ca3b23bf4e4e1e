"""What somebody who saves feels of a big import: the web saves 50 times a second while the worker, another process, brings reports in."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from math import ceil
from threading import Event
from uuid import UUID

from tests.bench.measure import Measured
from tests.bench.people import people_export
from tests.bench.place import Place
from tests.bench.saves import CLIENTS, attempt, cycles_to_save_in, on_postgres
from webapp.base.clock import today
from webapp.database.session import Database
from webapp.imports.changes import confirm, keep_preview
from webapp.imports.command import preview
from webapp.practices.models import Practice
from webapp.reports.opening import opened_export

ROWS, FILES, EACH_SECOND, MOST = 100_000, 5, 50, 100
SECONDS, ALONE_SECONDS = 20, 5


def meanwhile(place: Place) -> Iterator[Measured]:
    """One file may hold 20,000 rows, so there are five, of five practices. Saves run only while rows are being written, not while files are first read.

    A machine on which a save takes over half of the budget with no import at all cannot tell what an import costs: then the row says so.
    """
    yield while_importing(place.database, "SQLite")
    with on_postgres("meanwhile") as database:
        yield while_importing(database, "PostgreSQL")


def while_importing(database: Database, name: str) -> Measured:
    cycles = cycles_to_save_in(database, name)
    for number in range(FILES):
        confirm_report(database, f"{name[0]}{number}", people_export(ROWS // FILES, start=100_000 + 30_000 * number))
    alone = saves_for(database, cycles, ALONE_SECONDS)
    with importer(database) as process:
        took = saves_for(database, cycles, SECONDS, process)
    what = f"{name}: p99 of a save, 50 a second, first {len(took) / EACH_SECOND:.0f} s of {ROWS:,} rows"
    if p99(alone) > MOST / 2:
        return Measured(what, None, MOST, "ms", why=f"this machine is too busy: {p99(alone):.0f} ms with no import, {p99(took):.0f} with one")
    return Measured(what, p99(took), MOST, "ms")


def p99(took: list[float]) -> float:
    """Milliseconds."""
    return sorted(took)[ceil(len(took) * 0.99) - 1] * 1000


def saves_for(database: Database, cycles: list[UUID], seconds: int, importer: subprocess.Popen | None = None) -> list[float]:
    """What each save took, in seconds, while the import ran."""
    save = attempt(database)
    with ThreadPoolExecutor(CLIENTS) as pool:
        first = time.perf_counter() + 0.2
        due = [first + turn / EACH_SECOND for turn in range(seconds * EACH_SECOND)]
        saved = [pool.submit(late_by, save, cycles[turn % len(cycles)], at, importer) for turn, at in enumerate(due)]
        return [late for one in saved if (late := one.result()) is not None]


def late_by(save, cycle_id, at: float, importer: subprocess.Popen | None) -> float | None:
    """Seconds from the moment the save was due, so that a save which had to wait for another one counts as waiting. None when the import is over."""
    Event().wait(max(0, at - time.perf_counter()))
    if importer and importer.poll() is not None:
        return None
    if problem := save(cycle_id):
        raise problem
    return time.perf_counter() - at


def confirm_report(database: Database, code: str, export: bytes) -> None:
    with database.writing() as session:
        practice = Practice(code=code, name="Bench", phone="")
        session.add(practice)
    opened = opened_export(export, file_name="people.csv", read_on=today(), test_numbers=True)
    report = preview(database, practice, opened)
    with database.writing() as session:
        run = keep_preview(session, practice_id=practice.id, export=opened, report=report, by=None)
        confirm(session, run=run, by=None)


@contextmanager
def importer(database: Database) -> Iterator[subprocess.Popen]:
    env = {**os.environ, "DATABASE_URL": database.url.render_as_string(hide_password=False)}
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.importer"], env=env, stdout=subprocess.PIPE)
    try:
        process.stdout.readline()  # type: ignore[union-attr]
        yield process
    finally:
        process.terminate()
        process.wait(30)
