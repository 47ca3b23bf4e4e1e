"""Portions: others save in between, a failure half-way is finished later, and nothing is done twice."""

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.reports.exports import sample
from webapp.imports.changes import AnotherIsRunning, bring_in, confirm, discard, export_of
from webapp.imports.jobs import continue_import, continue_imports, one_portion, ready_for_next
from webapp.portions.comparing import portions
from webapp.portions.models import ImportRun, ImportState
from webapp.tables.columns import Kind


def run_of(surgery, run) -> ImportRun:
    with surgery.database.reading() as session:
        return session.get_one(ImportRun, run.id)


def started(surgery):
    run = surgery.confirmed(sample("people-emis.csv"), at_once=20)
    reading = export_of(run).reading
    todo = list(portions(reading, 20))
    assert len(todo) == 3
    return run, reading, todo


def test_an_import_stopped_half_way_says_so_and_goes_on_from_there(surgery):
    run, reading, todo = started(surgery)
    assert one_portion(surgery.database, run.id, reading, todo)
    half = run_of(surgery, run)
    assert (half.state, half.done_batches, surgery.everything()["person"]) == (ImportState.APPLYING, 1, 20)
    assert continue_imports(surgery.database) == 1
    done = run_of(surgery, run)
    assert (done.state, done.counts["done"]["added"], surgery.everything()["person"]) == (ImportState.APPLIED, 53, 53)


def test_a_portion_that_fails_leaves_nothing_of_itself(surgery):
    run, _reading, todo = started(surgery)
    with pytest.raises(ZeroDivisionError), surgery.database.writing() as session:
        bring_in(session, run=session.get_one(ImportRun, run.id), kind=Kind.PEOPLE, portions=todo[:1])
        raise ZeroDivisionError
    assert surgery.everything()["person"] == 0 and run_of(surgery, run).done_batches == 0


def test_two_workers_on_one_import_do_each_portion_once(surgery):
    run, reading, todo = started(surgery)
    for _turn in range(3):
        one_portion(surgery.database, run.id, reading, todo)
        continue_import(surgery.database, run.id, pause=0)
    assert run_of(surgery, run).counts["done"]["added"] == 53 == surgery.everything()["person"]


def test_what_was_made_ready_for_somebody_who_came_meanwhile_is_not_written(surgery):
    run, reading, todo = started(surgery)
    ready = ready_for_next(surgery.database, run.id, reading, todo)
    assert len(ready) == 20
    one_portion(surgery.database, run.id, reading, todo)
    with surgery.database.writing() as session:
        bring_in(session, run=session.get_one(ImportRun, run.id), kind=Kind.PEOPLE, portions=todo[:1], ready=ready)
    assert run_of(surgery, run).counts["done"] == {"added": 20, "changed": 0, "unchanged": 20, "set_aside": 0}
    assert surgery.everything()["person"] == 20


def test_one_import_at_a_time_for_one_practice(surgery):
    surgery.confirmed(sample("people-emis.csv"))
    with pytest.raises(AnotherIsRunning):
        surgery.confirmed(sample("appointments-emis.csv"))


def test_a_file_only_looked_at_is_forgotten(surgery):
    run = surgery.confirmed(sample("people-emis.csv"))
    with surgery.database.writing() as session:
        session.execute(sa.update(ImportRun).values(state=ImportState.PREVIEWED))
    with surgery.database.writing() as session:
        discard(session, run=session.get_one(ImportRun, run.id))
    kept = run_of(surgery, run)
    assert (kept.state, kept.file_sealed, kept.report_sealed) == (ImportState.DISCARDED, None, None)


def test_confirming_twice_starts_one_import(surgery):
    run = surgery.confirmed(sample("people-emis.csv"))
    continue_import(surgery.database, run.id, pause=0)
    with surgery.database.writing() as session:
        confirm(session, run=session.get_one(ImportRun, run.id), by=surgery.staff.id)
    with surgery.database.reading() as session:
        assert [one.state for one in session.exec(select(ImportRun))] == [ImportState.APPLIED]
