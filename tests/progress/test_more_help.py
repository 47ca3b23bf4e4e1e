"""\"I need more help\": the phone first, one task with a time limit, and the person sees by when."""

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import sign_in
from webapp.practices.models import StaffMember
from webapp.tasks.changes import close_task
from webapp.tasks.models import Task, TaskKind, Urgency

pytestmark = pytest.mark.usefixtures("clock")


def tasks(database) -> list[Task]:
    with database.reading() as session:
        return list(session.exec(select(Task).where(Task.kind == TaskKind.MORE_HELP)))


@pytest.mark.parametrize("has_plan", [True, False])
def test_the_phone_comes_before_the_button_and_it_is_not_for_emergencies(sam, plan, session, cast, has_plan):
    if has_plan:
        cast.goal(session, want="Swim")
    page = sam.get(plan).get_data(as_text=True)
    section = page[page.index('id="more-help"') :]
    assert section.index("tel:01632960001") < section.index("not for emergencies") < section.index("<form")
    assert "They will phone you by Thursday 3 December 2026." in words(sam.get(plan))


def test_the_person_is_told_by_which_day_and_two_presses_make_one_task(sam, plan, database, clock):
    told = sam.follow(sam.post(f"{plan}/help"))
    clock.move_to("2026-12-02T10:10:00+00:00")
    again = sam.follow(sam.post(f"{plan}/help"))
    for page in (told, again):
        assert "We told your GP surgery that you need more help." in words(page) and "by Thursday 3 December 2026." in words(page)
    [task] = tasks(database)
    assert task.urgency is Urgency.NEXT_DAY and task.due_at.isoformat() == "2026-12-03T18:30:00+00:00"


def test_the_desk_sees_it_and_closing_it_lets_the_person_ask_again(sam, plan, browse, session, cast, database):
    sam.post(f"{plan}/help")
    assert "Needs more help with their plan" in words(sign_in(browse(), session, cast.nurse).get("/staff"))
    with database.writing() as closing:
        task = closing.exec(select(Task).where(Task.kind == TaskKind.MORE_HELP)).one()
        close_task(closing, task, by=closing.exec(select(StaffMember.id)).first(), outcome="not_reached", note="We try again on Monday.")
    told = words(sam.get(plan))
    assert "We told your GP surgery" not in told and "could not reach you. Please phone." in told and "We try again on Monday." in told
    sam.post(f"{plan}/help")
    assert len(tasks(database)) == 2


def test_when_the_day_has_passed_the_person_is_asked_to_phone(browse, session, cast, plan, clock, sam):
    sam.post(f"{plan}/help")
    clock.move_to("2026-12-04T10:00:00+00:00")
    assert "Nobody was in touch? Please phone." in words(sign_in(browse(), session, cast.person).get(plan))


def test_staff_who_read_the_plan_are_not_offered_it(browse, session, cast, plan, clock):
    cast.goal(session, want="Swim")
    assert "I need more help" not in words(sign_in(browse(), session, cast.nurse).get(plan))
