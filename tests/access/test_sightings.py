"""Pages about many people: each gets a line of who met their name there, once a day, and it costs no statement more for a longer list."""

from datetime import timedelta

import pytest
import time_machine

from tests.browsing import words
from tests.doors.through import rows, work_of
from tests.people_cast import a_cycle, a_person, a_staff_member, sign_in
from webapp.access.models import AccessLogEntry, Seen
from webapp.access.queries import looks_at
from webapp.base.clock import now
from webapp.practices.models import Role
from webapp.results.models import Result
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind


@pytest.fixture
def listed(session, practice):
    """`listed(3)`: so many more people on the list of the day, each with a result to look at."""

    def made(many: int) -> list:
        people = [a_person(session, practice, surname=f"Lister{number}") for number in range(many)]
        for person in people:
            a_cycle(session, person, practice)
            session.add(Result(person_id=person.id, practice_id=practice.id, code="hba1c", taken_on=now().date(), amount="53", sent_value="53"))
        session.commit()
        return people

    return made


@pytest.fixture
def desk(session, browse, practice):
    """`desk(role)`: the browser of somebody new in this role."""
    return lambda role=Role.CLINICIAN: sign_in(browse(), session, a_staff_member(session, practice, role))


def log(session) -> list[tuple]:
    return sorted((entry.permission, entry.person_id) for entry in rows(session, AccessLogEntry))


def test_the_list_of_the_day_is_written_down_once_a_day_for_each_person_and_staff_member(session, listed, desk):
    people, nurse = listed(3), desk()
    expected = sorted((Seen.LIST, person.id) for person in people)
    for _ in range(3):
        nurse.get("/staff")
    assert log(session) == expected
    desk(Role.RECEPTION).get("/staff")
    assert log(session) == sorted(expected * 2)


def test_the_next_day_it_is_written_down_again(session, listed, desk):
    [person] = listed(1)
    desk().get("/staff")
    with time_machine.travel(now() + timedelta(days=1), tick=True):
        desk().get("/staff")
    assert log(session) == [(Seen.LIST, person.id)] * 2


def test_a_longer_list_takes_no_statement_more_and_a_second_look_writes_nothing(database, listed, desk):
    seen = []
    for many in (2, 40):
        listed(many)
        nurse = desk()
        nurse.get("/help")
        work = [work_of(database, lambda nurse=nurse: nurse.get("/staff")).statements for _ in range(2)]
        seen.append([len(statements) for statements in work])
        assert [sum("INSERT INTO access_log" in statement for statement in statements) for statements in work] == [1, 0]
    assert seen[0] == seen[1]


def test_only_who_was_found_is_written_down(session, listed, desk):
    people, reception = listed(2), desk(Role.RECEPTION)
    reception.get("/staff/people")
    assert log(session) == []
    reception.follow(reception.post("/staff/people", {"q": "Lister1"}))
    assert log(session) == [(Seen.SEARCH, people[1].id)]


def test_whose_results_wait_is_written_down(session, listed, desk):
    people = listed(2)
    page = words(desk().get("/staff/triage"))
    assert log(session) == sorted((Seen.WAITING, person.id) for person in people if person.surname in page) != []


def test_a_task_read_and_a_task_closed_are_written_down(session, practice, desk):
    person, reception = a_person(session, practice), desk(Role.RECEPTION)
    kept = open_task(session, practice_id=practice.id, kind=TaskKind.WRONG_NUMBER, subject="x", person_id=person.id)
    open_task(session, practice_id=practice.id, kind=TaskKind.CALL_FIRST, subject="y", person_id=a_person(session, practice).id)
    session.commit()
    reception.get("/staff")
    assert log(session) == [(Seen.TASK, person.id)]
    reception.post(f"/staff/tasks/{kept.id}/closing", {"note": "rang"})
    assert log(session) == [("task.close", person.id), (Seen.TASK, person.id)]


def test_the_person_reads_it_in_plain_words(session, browse, listed, desk):
    [person] = listed(1)
    desk(Role.RECEPTION).get("/staff")
    page = words(sign_in(browse(), session, person).get(f"/people/{person.id}/access-log"))
    assert "Somebody at the desk (Tree Tops Surgery) saw your name on the list of the day." in page


def test_names_on_lists_never_push_out_somebody_who_opened_something(session, practice, listed):
    [person] = listed(1)
    session.add(AccessLogEntry(person_id=person.id, permission="details.read", at=now() - timedelta(days=9)))
    session.add_all(AccessLogEntry(person_id=person.id, permission=Seen.LIST) for _ in range(30))
    session.commit()
    found = looks_at(session, person.id, limit=20)
    assert len(found) == 21 and found[-1].permission == "details.read"
