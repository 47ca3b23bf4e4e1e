"""Appointments: booked, booked again, missed, cancelled."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from tests.reports.exports import PERSON, VISIT, file_of
from webapp.pathway.changes import start_cycle, step_aside
from webapp.pathway.models import Appointment, Cycle, Stage
from webapp.people.models import Person
from webapp.plans.changes import open_plan
from webapp.plans.models import Plan
from webapp.practices.models import Practice
from webapp.tasks.models import Task, TaskKind

MOVED = VISIT | {"Appointment Date": "07-Dec-2026"}


def visits(surgery) -> list[Appointment]:
    with surgery.database.reading() as session:
        return list(session.exec(select(Appointment).order_by(col(Appointment.starts_at))))


def bring_in(surgery, *rows):
    return surgery.bring_in(file_of(*rows).encode())[0]


def test_a_booking_begins_the_gathering(surgery):
    bring_in(surgery, PERSON)
    bring_in(surgery, VISIT)
    with surgery.database.reading() as session:
        cycle = session.exec(select(Cycle)).one()
    assert cycle.stage is Stage.GATHERING and visits(surgery)[0].cycle_id == cycle.id


def stand_at(surgery, stage: Stage) -> None:
    """The person's year so far is lived up to this stage; the plan is looked at again on 20 December 2026."""
    with surgery.database.writing() as session:
        person, practice = session.exec(select(Person)).one(), session.exec(select(Practice)).one()
        cycle = start_cycle(session, person_id=person.id, practice_id=practice.id, reason="people report", by=None)
        open_plan(session, person_id=cycle.person_id).review_on = date(2026, 12, 20)
        cycle.stage = stage
        session.add(cycle)


@pytest.mark.parametrize("stage", [Stage.REVIEW_DUE, Stage.LIVING_IT])
def test_a_booking_for_whose_review_is_due_begins_the_next_year_and_the_year_before_stays(surgery, stage):
    bring_in(surgery, PERSON)
    stand_at(surgery, stage)
    bring_in(surgery, VISIT)
    with surgery.database.reading() as session:
        before, now = session.exec(select(Cycle).order_by(col(Cycle.closed_on).is_(None))).all()
    assert (before.stage, now.stage) == (stage, Stage.GATHERING) and before.closed_on and visits(surgery)[0].cycle_id == now.id
    # The same file again, and one that moved, belong to the year that has begun.
    bring_in(surgery, VISIT)
    bring_in(surgery, MOVED)
    assert {visit.cycle_id for visit in visits(surgery)} == {now.id}


def test_a_visit_long_before_the_review_belongs_to_the_year_that_is_lived(surgery):
    bring_in(surgery, PERSON)
    stand_at(surgery, Stage.LIVING_IT)
    with surgery.database.writing() as session:
        session.exec(select(Plan)).one().review_on = date(2027, 11, 1)
    bring_in(surgery, VISIT)
    with surgery.database.reading() as session:
        assert session.exec(select(Cycle.stage)).one() is Stage.LIVING_IT


def test_an_appointment_booked_again_replaces_the_old_one_and_staff_are_told(surgery):
    bring_in(surgery, PERSON)
    bring_in(surgery, VISIT)
    report = bring_in(surgery, MOVED)
    assert report["changes"] == [[2, "Smith", "starts_at", "Monday 30 November 2026, 1pm", "Monday 7 December 2026, 1pm"]]
    old, new = visits(surgery)
    assert old.replaced_by_id == new.id and new.stands and not old.stands
    with surgery.database.reading() as session:
        task = session.exec(select(Task)).one()
        assert task.kind is TaskKind.MOVED_APPOINTMENT and "7 December" in task.why


def test_an_old_file_after_a_new_one_moves_nothing_back(surgery):
    bring_in(surgery, PERSON)
    bring_in(surgery, VISIT)
    bring_in(surgery, MOVED)
    assert bring_in(surgery, VISIT)["counts"]["unchanged"] == 1
    assert [visit.stands for visit in visits(surgery)] == [False, True]


def test_a_did_not_attend_is_a_dated_fact(surgery):
    past = VISIT | {"Appointment Date": "13-Nov-2026", "Status": "Booked"}
    bring_in(surgery, PERSON)
    bring_in(surgery, past)
    bring_in(surgery, past | {"Status": "DNA"})
    assert [visit.did_not_attend_at for visit in visits(surgery)] == [datetime(2026, 11, 13, 13, 0, tzinfo=UTC)]
    assert bring_in(surgery, past | {"Status": "DNA"})["counts"]["unchanged"] == 1


def test_a_did_not_attend_nobody_knew_of_is_kept_too(surgery):
    bring_in(surgery, PERSON)
    bring_in(surgery, VISIT | {"Appointment Date": "13-Nov-2026", "DNA": "Yes"}, VISIT | {"DNA": "No"})
    assert [visit.stands for visit in visits(surgery)] == [False, True]


def test_a_cancelled_appointment_no_longer_stands(surgery):
    bring_in(surgery, PERSON)
    bring_in(surgery, VISIT)
    bring_in(surgery, VISIT | {"Status": "Cancelled"})
    assert [visit.cancelled_at is not None for visit in visits(surgery)] == [True]


def test_another_clinician_or_place_is_a_change_of_the_same_appointment(surgery):
    bring_in(surgery, PERSON)
    bring_in(surgery, VISIT | {"Clinician": "Nurse A", "Location": "Main"})
    report = bring_in(surgery, VISIT | {"Clinician": "Nurse B", "Location": "Main"})
    assert [change[2:] for change in report["changes"]] == [["with_whom", "Nurse A", "Nurse B"]]
    assert [visit.with_whom for visit in visits(surgery)] == ["Nurse B"]


def test_somebody_who_said_no_this_year_is_not_booked_by_a_file(surgery):
    bring_in(surgery, PERSON | {"Conditions": "Asthma"})
    with surgery.database.writing() as session:
        step_aside(session, person=session.exec(select(Person)).one(), to=Stage.DECLINED, by=None, why="not this year")
    assert [odd[1] for odd in bring_in(surgery, VISIT)["set_aside"]] == ["stepped_aside"] and visits(surgery) == []
