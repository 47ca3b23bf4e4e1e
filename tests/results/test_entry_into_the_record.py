"""What is written down when results arrive, and what the rules raise."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from sqlmodel import select

from tests.people_cast import a_person
from tests.results.labs import bring, hits_of, lab, open_rules, tasks_of, the_result
from webapp.base.clock import today
from webapp.content.catalogue import results
from webapp.readings.values import read_value
from webapp.results.changes import record_results, withdraw_results
from webapp.results.models import Result, SetAsideValue
from webapp.tasks.models import TaskKind, Urgency


def test_a_potassium_of_6_7_opens_one_task_due_in_two_hours(session, surgery, sam):
    with time_machine.travel("2026-11-18T10:00:00+00:00", tick=False):
        bring(session, surgery, lab(sam, "potassium", "6.7"))
        (task,) = tasks_of(session, sam)
    assert (task.kind, task.urgency) == (TaskKind.CALL_FIRST, Urgency.NOW)
    assert task.due_at - task.opened_at == timedelta(hours=2)
    assert "Potassium: 6.5 or more" in task.why


def test_the_same_file_twice_changes_nothing(session, surgery, sam):
    rows = [lab(sam, "potassium", "6.7"), lab(sam, "potassium", "12"), lab(sam, "hba1c", "58")]
    first = bring(session, surgery, *rows)
    again = bring(session, surgery, *rows)
    assert [row.unchanged for row in first] == [False] * 3
    assert [(row.id, row.unchanged) for row in again] == [(row.id, True) for row in first]
    assert len(tasks_of(session, sam)) == 1
    assert session.exec(select(sa.func.count()).select_from(Result)).one() == 2


def test_a_value_outside_the_possible_range_is_set_aside_and_still_holds(session, surgery, sam):
    bring(session, surgery, lab(sam, "potassium", "12"))
    aside = session.exec(select(SetAsideValue)).one()
    assert (aside.sent_value, aside.reason) == ("12", "out_of_range")
    assert session.exec(select(Result)).all() == []
    assert hits_of(session, sam)["potassium-very-high"].set_aside_id == aside.id
    assert "value outside the possible range: check it first" in tasks_of(session, sam)[0].why


def test_one_task_names_every_hit_and_keeps_the_soonest_time(session, surgery, sam):
    bring(session, surgery, lab(sam, "crp", "150"))
    later = tasks_of(session, sam)[0].due_at
    bring(session, surgery, lab(sam, "potassium", "6.7"))
    (task,) = tasks_of(session, sam)
    assert task.urgency is Urgency.NOW
    assert task.due_at <= later
    assert "C-reactive" in task.why or "CRP" in task.why
    assert "Potassium" in task.why


def test_hba1c_40_asks_about_hypos_when_medicines_were_never_imported(session, surgery, sam):
    bring(session, surgery, lab(sam, "hba1c", "40"))
    hit = hits_of(session, sam)["hba1c-low-hypo"]
    assert hit.is_question
    assert hit.asks == "on_hypo_causing_medicine"


def test_hba1c_50_asks_nothing_about_medicines(session, surgery, sam):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=600)
    assert open_rules(session, sam) == set()


def test_no_diabetes_on_record_is_only_known_when_conditions_were_imported(session, surgery):
    never = a_person(session, surgery, given="Never")
    known = a_person(session, surgery, given="Known", conditions=("copd",))
    bring(session, surgery, lab(never, "hba1c", "50"), lab(known, "hba1c", "50"), reaches_back_days=600)
    assert hits_of(session, never)["hba1c-new-diabetes"].is_question
    assert not hits_of(session, known)["hba1c-new-diabetes"].is_question


def test_an_import_of_fifteen_months_shows_that_there_was_no_earlier_value(session, surgery, sam):
    bring(session, surgery, lab(sam, "creatinine", "300"))
    assert "previous_value" in hits_of(session, sam)["creatinine-big-rise"].asks
    other = a_person(session, surgery, given="Other")
    bring(session, surgery, lab(other, "creatinine", "300"), reaches_back_days=470)
    assert "creatinine-big-rise" not in open_rules(session, other)


def test_an_urgent_question_is_on_the_duty_list_the_same_day(session, surgery, sam):
    bring(session, surgery, lab(sam, "creatinine", "300"))
    (task,) = tasks_of(session, sam)
    assert (task.kind, task.urgency) == (TaskKind.CHECK_RESULT, Urgency.SAME_DAY)
    assert "What was the last result?" in task.why


def test_a_good_repeat_the_next_day_does_not_hide_the_alarm(session, surgery, sam):
    bring(session, surgery, lab(sam, "potassium", "6.7", ago=2), lab(sam, "potassium", "4.4", ago=1))
    assert open_rules(session, sam) == {"potassium-very-high"}


def test_an_old_value_with_a_newer_one_is_history(session, surgery, sam):
    bring(session, surgery, lab(sam, "potassium", "6.7", ago=200), lab(sam, "potassium", "4.4", ago=1))
    assert open_rules(session, sam) == set()


def test_nothing_older_than_thirteen_months_is_judged(session, surgery, sam):
    bring(session, surgery, lab(sam, "potassium", "6.7", ago=430))
    assert open_rules(session, sam) == set()


def test_a_value_from_tomorrow_is_refused(session, surgery, sam):
    with pytest.raises(ValueError, match="future"):
        record_results(session, rows=[lab(sam, "potassium", "4.4", ago=-1)], practice=surgery, by=None)


def test_taking_an_import_back_closes_its_alarm(session, surgery, sam):
    bring(session, surgery, lab(sam, "potassium", "6.7"))
    withdraw_results(session, result_ids=[the_result(session, sam, "potassium").id], practice=surgery, by=None)
    session.commit()
    assert open_rules(session, sam) == set()
    assert tasks_of(session, sam) == []


def test_a_percentage_is_kept_as_sent_and_judged_in_the_primary_unit(session, surgery, sam):
    bring(session, surgery, (sam.id, "hba1c", today(), read_value(results()["hba1c"], "6.5", "%")))
    kept = the_result(session, sam, "hba1c")
    assert (kept.amount, kept.sent_value, kept.sent_unit) == ("48", "6.5", "%")


def test_a_batch_costs_the_same_number_of_statements_however_many_people(session, surgery):
    few = [a_person(session, surgery, given=f"Few{n}", conditions=("diabetes",)) for n in range(2)]
    many = [a_person(session, surgery, given=f"Many{n}", conditions=("diabetes",)) for n in range(40)]
    session.commit()
    assert statements(session, surgery, many) == statements(session, surgery, few)


def statements(session, surgery, people) -> int:
    seen = []

    def note(*_args):
        seen.append(1)

    engine = session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", note)
    bring(session, surgery, *(lab(person, "hba1c", value, ago=ago) for person in people for value, ago in (("58", 3), ("60", 200))))
    sa.event.remove(engine, "before_cursor_execute", note)
    return len(seen)
