"""An explanation whose sign-off expired is not shown: the number stays, with whom to ask. And staff are told."""

from datetime import date

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.preparation.cast import release
from webapp.signoffs.jobs import report_expired
from webapp.tasks.models import Task, TaskKind

LONG_AGO, TODAY = date(2025, 6, 1), date(2026, 12, 2)
MEANING = "This blood test shows your sugar levels"


def test_a_draft_is_shown_to_the_person(sam, cast):
    assert MEANING in words(sam.get(cast.pack))


def test_an_expired_explanation_is_withheld_and_the_value_stays(sam, cast, sign):
    sign("result:hba1c", on=LONG_AGO)
    said = words(sam.get(cast.pack))
    assert "Sugar in your blood over 3 months 58" in said
    assert MEANING not in said
    assert f"Ask us what this means. Phone your GP surgery: {cast.practice.phone}." in said


@pytest.mark.parametrize("path", ["/paper", "/pack/years"])
def test_it_is_withheld_on_paper_and_over_the_years_too(sam, cast, sign, session, path):
    release(session, cast, before={"hba1c": "64"})
    sign("result:hba1c", on=LONG_AGO)
    said = words(sam.get(f"/people/{cast.person.id}{path}"))
    assert MEANING not in said
    assert "Ask us what this means." in said


def test_only_that_explanation_is_withheld(sam, cast, sign, session):
    release(session, cast, egfr="71")
    sign("result:hba1c", on=LONG_AGO)
    assert words(sam.get(cast.pack)).count("Ask us what this means.") == 1


def test_signed_again_it_is_back_on_the_next_page(sam, cast, sign, nurse):
    sign("result:hba1c", on=LONG_AGO)
    assert MEANING not in words(sam.get(cast.pack))
    nurse.post("/staff/sign-offs", {"kind": "result", "sign": "result:hba1c"})
    assert MEANING in words(sam.get(cast.pack))


def tasks(look) -> list[Task]:
    return [task for task in look(select(Task).where(Task.kind == TaskKind.CONTENT_EXPIRED)) if task.closed_at is None]


def test_staff_are_told_once_with_the_name_of_it(database, cast, sign, look):
    sign("result:hba1c", on=LONG_AGO)
    assert (report_expired(database), report_expired(database)) == (1, 0)
    (task,) = tasks(look)
    assert task.why == "Sugar in your blood over 3 months (1)"


def test_nothing_expired_is_no_task(database, cast, look):
    assert report_expired(database) == 0
    assert tasks(look) == []


def test_the_task_closes_by_itself_when_it_is_signed_again(database, cast, sign, look):
    sign("result:hba1c", on=LONG_AGO)
    report_expired(database)
    sign("result:hba1c", on=TODAY)
    assert report_expired(database) == 1
    assert tasks(look) == []


def test_the_task_leads_to_the_page(database, cast, sign, nurse):
    sign("result:hba1c", on=LONG_AGO)
    report_expired(database)
    assert b"/staff/sign-offs?standing=expired" in nurse.get("/staff").data
