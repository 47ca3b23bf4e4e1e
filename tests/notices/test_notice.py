"""What everybody may read about how a surgery looks for people, and the surgery's own record behind it."""

from datetime import date, timedelta

import pytest

from tests.browsing import markup, words
from tests.people_cast import a_practice, a_staff_member, sign_in
from webapp.base.clock import today
from webapp.base.days import day_typed
from webapp.notices.models import DataRecord
from webapp.notices.rules import ASKED, missing
from webapp.practices.models import Role

FULL = {"controller": "Tree Tops Surgery", "basis": "Article 6(1)(e)", "agreement": "DSA-2026-07", "contact": "Pat Rossi"}


def test_what_is_empty_is_missing_and_a_late_look_is_said():
    assert missing(None, date(2026, 12, 1)) == list(ASKED)
    assert missing(DataRecord(**FULL, review_on=date(2026, 12, 1)), date(2026, 12, 1)) == []
    assert missing(DataRecord(**FULL | {"basis": ""}, review_on=date(2026, 11, 30)), date(2026, 12, 1)) == ["basis", "review_late"]


@pytest.fixture
def practice(session):
    made = a_practice(session)
    a_practice(session, "Z99902", name="Hollow Lane Surgery")
    session.commit()
    return made


def test_anybody_reads_it_by_the_surgerys_code_in_capitals_or_not(browse, practice):
    for code in ("Z99901", "z99901"):
        shown = words(browse().get(f"/surgery/{code}/notice"))
        assert "Tree Tops Surgery" in shown and "You may say no at any time." in shown and "0303 123 1113" in shown and "Hollow" not in shown
    assert browse().get("/surgery/NOBODY/notice").status_code == 404


def test_the_poster_and_the_form_are_sheets_of_their_own(browse, practice):
    poster, form = browse().get("/surgery/Z99901/notice/poster"), browse().get("/surgery/Z99901/notice/form")
    assert "/surgery/Z99901/notice" in words(poster) and "data:image/svg" in markup(poster) and "01632 960001" in words(poster)
    assert "No. Do not look at my record" in words(form)


def test_what_staff_fill_in_is_on_the_page_and_what_they_leave_out_is_said_to_them(browse, session, practice):
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.MANAGER))
    assert "Not filled in yet" in words(desk.get("/staff/notice"))
    desk.post("/staff/notice", FULL | {"review": "", "seen": ""})
    shown = words(desk.get("/staff/notice"))
    assert "The day to look again" in shown and "The written agreement The" not in shown
    everybody = words(browse().get("/surgery/Z99901/notice"))
    assert all(said in everybody for said in FULL.values())


def test_who_saves_second_keeps_what_they_typed_and_a_wrong_day_is_said(browse, session, practice):
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.COORDINATOR))
    assert desk.post("/staff/notice", FULL | {"review": day_typed(today() + timedelta(days=9))}).status_code == 303
    second = desk.post("/staff/notice", FULL | {"agreement": "Mine", "seen": "", "review": ""})
    assert second.status_code == 409 and 'value="Mine"' in markup(second) and "Somebody else changed this meanwhile." in words(second)
    wrong = desk.post("/staff/notice", FULL | {"review": "soon", "controller": "x" * 301})
    assert wrong.status_code == 422 and "Write the day like this" in words(wrong) and "Write 300 letters or fewer." in words(wrong)
    assert "Mine" not in words(browse().get("/surgery/Z99901/notice"))
