import threading
from datetime import timedelta

from sqlmodel import func, select

from tests.people_cast import a_person, a_practice, a_staff_member
from webapp.base.clock import now
from webapp.tasks.changes import close_task, open_task
from webapp.tasks.models import Task, TaskKind, Urgency
from webapp.tasks.queries import open_tasks_for, task_of_practice

WRONG = TaskKind.WRONG_NUMBER


def test_asking_twice_opens_one_task(session):
    practice = a_practice(session)
    first = open_task(session, practice_id=practice.id, kind=WRONG, subject="person:1", why="Not my phone")
    second = open_task(session, practice_id=practice.id, kind=WRONG, subject="person:1")
    assert first.id == second.id
    assert first.why == "Not my phone"
    assert session.exec(select(func.count(Task.id))).one() == 1


def test_asking_again_more_urgently_hurries_the_open_task(session):
    practice, soon = a_practice(session), now() + timedelta(hours=1)
    open_task(session, practice_id=practice.id, kind=WRONG, subject="s", urgency=Urgency.NEXT_DAY, due_at=soon + timedelta(days=1))
    again = open_task(session, practice_id=practice.id, kind=WRONG, subject="s", urgency=Urgency.NOW, due_at=soon)
    open_task(session, practice_id=practice.id, kind=WRONG, subject="s", urgency=Urgency.SOON)
    assert (again.urgency, again.due_at) == (Urgency.NOW, soon)


def test_a_closed_task_lets_the_next_one_open(session):
    practice = a_practice(session)
    nurse = a_staff_member(session, practice)
    first = open_task(session, practice_id=practice.id, kind=WRONG, subject="s")
    close_task(session, first, by=nurse.id, outcome="called", note="Spoke to her daughter")
    second = open_task(session, practice_id=practice.id, kind=WRONG, subject="s")
    assert second.id != first.id
    assert (first.closed_by_id, first.outcome, first.note) == (nurse.id, "called", "Spoke to her daughter")


def test_a_task_keeps_its_first_closing(session):
    practice = a_practice(session)
    one, other = a_staff_member(session, practice), a_staff_member(session, practice)
    task = open_task(session, practice_id=practice.id, kind=WRONG, subject="s")
    close_task(session, task, by=one.id, outcome="called")
    close_task(session, task, by=other.id, outcome="nothing done")
    assert (task.closed_by_id, task.outcome) == (one.id, "called")


def test_open_tasks_stand_by_urgency_then_due_then_age(session):
    practice, base = a_practice(session), now()
    asked = [("d", Urgency.SOON, None), ("c", Urgency.SOON, 5), ("b", Urgency.SAME_DAY, 9), ("a", Urgency.NOW, None), ("e", Urgency.SAME_DAY, 2)]
    for subject, urgency, hours in asked:
        open_task(session, practice_id=practice.id, kind=WRONG, subject=subject, urgency=urgency, due_at=hours and base + timedelta(hours=hours))
    assert [task.subject for task in open_tasks_for(session, practice.id)] == ["a", "e", "b", "c", "d"]


def test_a_practice_sees_only_its_own_open_tasks(session):
    here, there = a_practice(session), a_practice(session, code="Z99902")
    person = a_person(session, here)
    mine = open_task(session, practice_id=here.id, kind=WRONG, subject="s", person_id=person.id)
    theirs = open_task(session, practice_id=there.id, kind=WRONG, subject="s")
    assert open_tasks_for(session, here.id) == [mine]
    assert open_tasks_for(session, here.id, kinds=(TaskKind.CALL_FIRST,)) == []
    assert open_tasks_for(session, here.id, person_id=person.id) == [mine]
    assert task_of_practice(session, here.id, theirs.id) is None


def test_two_at_once_open_one_task(database, session):
    practice = a_practice(session)
    session.commit()
    start = threading.Barrier(4)

    def ask():
        start.wait()
        with database.writing() as own:
            open_task(own, practice_id=practice.id, kind=WRONG, subject="s")

    threads = [threading.Thread(target=ask) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert len(open_tasks_for(session, practice.id)) == 1
