"""Before the pack is ready: the visit that comes first, and a way to move either appointment."""

from datetime import date, time

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import sign_in
from tests.preparation.cast import a_cast
from webapp.base.clock import london
from webapp.pathway.changes import book
from webapp.pathway.models import AppointmentKind
from webapp.tasks.models import Task, TaskKind

VISIT = london(date(2026, 12, 3), time(9, 20))


@pytest.fixture
def waiting(session, keys, clock):
    made = a_cast(session, released=False)
    book(session, cycle=made.cycle, kind=AppointmentKind.INFORMATION, starts_at=VISIT, with_whom="Harun Measure", source="import", by=None)
    session.commit()
    return made


def test_the_visit_that_comes_first_is_shown(browse, session, waiting):
    said = words(sign_in(browse(), session, waiting.person).get(waiting.pack))
    assert "Before that: your visit Thursday 3 December 2026, 9:20am" in said and "You will see Harun Measure." in said


def test_asking_to_move_the_visit_opens_one_task(browse, session, waiting):
    sam = sign_in(browse(), session, waiting.person)
    for _press in range(2):
        assert "They will offer you another day." in words(sam.follow(sam.post(waiting.pack, {"press": "visit"})))
    sam.post(waiting.pack, {"press": "time"})
    kinds = [task.kind for task in session.exec(select(Task).order_by(Task.opened_at))]
    assert kinds == [TaskKind.MOVE_VISIT, TaskKind.MORE_TIME]
