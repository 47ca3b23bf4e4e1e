"""What staff say of their own work: once a month, without a name, totals only when the month is over and five answered."""

import json
from datetime import date

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_practice, a_staff_member, sign_in
from webapp.content.catalogue import instrument
from webapp.practices.models import Role
from webapp.questionnaires.models import UnnamedResponse
from webapp.surveys.changes import answer_survey
from webapp.surveys.models import SurveyTaken

ALL = {question.id: "2" for question in instrument("our_work_check").questions}


@pytest.fixture
def nurse(session, practice):
    return a_staff_member(session, practice, Role.CLINICIAN)


@pytest.fixture
def desk(browse, session, nurse):
    browser = sign_in(browse(), session, nurse)
    session.commit()
    return browser


def said(session) -> list[dict]:
    session.expire_all()
    return [json.loads(row.said) for row in session.exec(select(UnnamedResponse))]


def test_answers_are_kept_without_a_name_and_asked_once_a_month(desk, session, nurse):
    assert desk.post("/staff/work-check", {**ALL, "q6": "0", "q1": ""}).status_code == 303
    assert said(session) == [{**ALL, "q1": "skipped", "q6": "0", "who": ""}]
    shown = words(desk.get("/staff/work-check"))
    assert "You have answered this month." in shown and "Did you have enough time" not in shown


def test_nothing_kept_leads_from_the_answers_to_who_gave_them(desk, session, nurse):
    desk.post("/staff/work-check", ALL)
    session.expire_all()
    taken, response = session.exec(select(SurveyTaken)).one(), session.exec(select(UnnamedResponse)).one()
    assert set(SurveyTaken.__table__.columns.keys()) == {"id", "staff_id", "instrument", "month"}
    assert taken.id != response.id and nurse.id.hex not in json.dumps(response.model_dump(mode="json")).replace("-", "")


def test_a_second_try_in_the_month_changes_nothing_and_says_so(desk, session):
    desk.post("/staff/work-check", ALL)
    reply = desk.post("/staff/work-check", {**ALL, "q1": "0"})
    assert reply.status_code == 409 and "You can answer again next month." in words(reply)
    assert said(session) == [{**ALL, "who": ""}]


@pytest.mark.parametrize("posted", [{}, {"q1": "9"}, {"q1": "skipped"}, {"other": "1"}])
def test_nothing_answered_is_nothing_to_send(desk, session, posted):
    reply = desk.post("/staff/work-check", posted)
    assert reply.status_code == 422 and "Answer at least one question." in words(reply)
    assert said(session) == [] and session.exec(select(SurveyTaken)).all() == []


def everybody_answers(session, practice, how_many: int, on: date) -> None:
    for number in range(how_many):
        member = a_staff_member(session, practice, Role.HCA, name=f"Helper {number}")
        assert answer_survey(session, practice_id=practice.id, instrument="our_work_check", said={**ALL, "q1": str(number % 2)}, today=on, by=member.id)
    session.commit()


@pytest.mark.parametrize(("people", "shown"), [(4, "Fewer than 5 people answered. Nothing is shown."), (5, "5 people answered.")])
def test_a_month_that_is_over_shows_totals_from_five_people_on(desk, session, practice, people, shown):
    everybody_answers(session, practice, people, date(2026, 10, 20))
    page = words(desk.get("/staff/work-check"))
    assert "October 2026" in page and shown in page and "Helper" not in page
    assert ("Did you have enough time for each talk? 3 2 0 0" in page) is (people == 5)


def test_the_month_that_still_grows_is_not_shown(desk, session, practice):
    everybody_answers(session, practice, 6, date(2026, 11, 20))
    assert "6 people answered" not in words(desk.get("/staff/work-check"))


def test_another_practice_sees_nothing_of_it(browse, session, practice):
    everybody_answers(session, practice, 6, date(2026, 10, 20))
    other = a_staff_member(session, a_practice(session, "Z99902", name="Hollow Lane Surgery"), Role.MANAGER)
    browser = sign_in(browse(), session, other)
    session.commit()
    assert "October 2026" not in words(browser.get("/staff/work-check"))
