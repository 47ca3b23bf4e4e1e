"""The list of everybody: who is on it, page by page in the same statements; missing contact details; two who look alike."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests.browsing import words
from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member, sign_in
from webapp.access.models import AccessLogEntry, Seen
from webapp.base.clock import today
from webapp.pathway.models import Stage
from webapp.practices.models import Role
from webapp.registers.queries import A_PAGE, Filters, listing
from webapp.tasks.models import TaskKind
from webapp.tasks.queries import open_tasks_for


@pytest.fixture
def surgery(session, keys):
    return a_practice(session)


def names(session, surgery, **filters) -> list[str]:
    return [row.given_name for row in listing(session, surgery.id, Filters(**filters)).rows]


def test_each_filter_shows_who_is_like_that_and_nobody_else(session, surgery):
    ann = a_person(session, surgery, given="Ann", surname="Abel", mobile="+447700900201", conditions=("copd", "gout"))
    a_cycle(session, ann, surgery, stage=Stage.INVITED)
    a_person(session, surgery, given="Bea", surname="Bell", born=date(today().year - 40, 1, 1), language="pl")
    dead = a_person(session, surgery, given="Con", surname="Cole")
    dead.died_on = today()
    a_person(session, a_practice(session, "Z99902"), given="Dee", surname="Dunn")
    session.flush()
    assert names(session, surgery) == ["Ann", "Bea"]
    assert names(session, surgery, condition="gout") == names(session, surgery, stage=Stage.INVITED) == names(session, surgery, age_from=41) == ["Ann"]
    assert names(session, surgery, language="pl") == names(session, surgery, missing="any") == names(session, surgery, age_to=40) == ["Bea"]


def test_a_page_is_read_in_the_same_statements_however_many_people_there_are(session, surgery):
    counted: list[int] = []
    for people in (1, A_PAGE):
        for number in range(people):
            a_person(session, surgery, given=f"Given{number}", conditions=("copd",))
        session.flush()
        statements: list[str] = []
        sa.event.listen(session.connection(), "before_cursor_execute", lambda *said, kept=statements: kept.append(said[2]))
        found = listing(session, surgery.id, Filters(), 2)
        counted.append(len(statements))
    assert (found.total, found.pages, len(found.rows), found.number) == (A_PAGE + 1, 2, 1, 2)
    # The first listener hears the second reading too.
    assert counted[0] == counted[1] == 5


def test_the_desk_reads_the_list_and_says_who_is_two_people_and_who_is_one(session, database, surgery, browse):
    shared = "+447700900201"
    sam, samuel, ann = (a_person(session, surgery, given=given, mobile=mobile) for given, mobile in [("Sam", shared), ("Samuel", None), ("Ann", shared)])
    rita = sign_in(browse(), session, a_staff_member(session, surgery, Role.RECEPTION))
    page = words(rita.get("/staff/people/all?missing=mobile"))
    assert "1 person" in page and "Carter, Samuel" in page and "Carter, Ann" not in page
    with database.reading() as reading:
        assert reading.scalars(sa.select(AccessLogEntry.person_id).where(AccessLogEntry.permission == Seen.REGISTER)).all() == [samuel.id]
    page = words(rita.get("/staff/people/doubles"))
    assert page.count("These are two people") == 2 and "Same mobile number" in page and "a similar first name" in page
    ids = {"first": str(sam.id), "second": str(samuel.id)}
    rita.post("/staff/people/doubles", ids | {"ruling": "merge_asked"})
    with database.reading() as reading:
        assert [task.kind for task in open_tasks_for(reading, surgery.id)] == [TaskKind.MERGE_RECORDS]
    assert words(rita.get("/staff/people/doubles")).count("One person: make a task") == 1
    for pair in ({"first": str(ann.id), "second": str(sam.id)}, ids):
        rita.post("/staff/people/doubles", pair | {"ruling": "two_people"})
    assert "Nobody looks alike." in words(rita.get("/staff/people/doubles"))


@pytest.mark.parametrize(("typed", "told"), [("age_from=old", "Write the age in years"), ("condition=x&stage=x&page=0&missing=x", "0 people")])
def test_what_is_no_choice_changes_nothing_and_is_told_kindly(session, surgery, browse, typed, told):
    rita = sign_in(browse(), session, a_staff_member(session, surgery, Role.RECEPTION))
    reply = rita.get(f"/staff/people/all?{typed}")
    assert reply.status_code in (200, 422) and told in words(reply)
