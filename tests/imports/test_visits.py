"""Appointments: booked, booked again, missed, cancelled."""

from datetime import UTC, datetime

from sqlmodel import col, select

from tests.reports.exports import PERSON, VISIT, file_of
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Appointment, Cycle, Stage
from webapp.people.models import Person
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
