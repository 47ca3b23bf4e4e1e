"""Who moved away and has no new surgery still reads, edits and prints the plan. No surgery reads it any more; whom it is shared with: tests/sharing."""

import re
from datetime import date

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.conversations.test_pages import press
from tests.doors.through import BIRTHDAY, NUMBER, ask, give_code, newest_code
from tests.people_cast import a_mobile, sign_in
from webapp.access.models import AccessLogEntry
from webapp.accounts.changes import account_of_person
from webapp.accounts.links import make_link
from webapp.accounts.models import LinkKind, Tier
from webapp.accounts.phones import remember_phone
from webapp.chapters.kinds import ItemKind
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Stage
from webapp.people.models import Person
from webapp.plans.changes import add_item, open_plan
from webapp.tasks.models import Task

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def moved(session, cast) -> str:
    """Sam moved away; his goal has a step, and a promise of the old surgery is late."""
    session.add(a_mobile(cast.person, NUMBER, confirmed=True))
    goal = cast.goal(session, want="Walk to the shop")
    plan = open_plan(session, person_id=cast.person.id)
    step = add_item(session, plan=plan, kind=ItemKind.ACTION, by=cast.sam, goal=goal)
    cast.save(session, step, what="Go with Ann", by_when="2026-12-11")
    promise = add_item(session, plan=plan, kind=ItemKind.PROMISE, by=cast.pro)
    cast.save(session, promise, by=cast.pro, what="Ask the pharmacist", by_when="2026-12-01")
    person = session.get(Person, cast.person.id)
    step_aside(session, person=person, to=Stage.LEFT, by=None, why="moved")
    session.commit()
    return f"/people/{person.id}/plan"


@pytest.fixture
def sam(moved, browse, session, cast):
    return sign_in(browse(), session, session.get(Person, cast.person.id))


def test_they_read_their_plan_with_plain_words_and_where_help_is(sam, moved):
    page = words(sam.get(moved))
    assert "Walk to the shop" in page and "No GP surgery looks at your plan now." in page and "Phone 111. In danger now? Phone 999." in page
    assert "Tree Tops Surgery" not in page and "I need more help" not in page


@pytest.mark.parametrize("rest", ["/page", "/history", "/about"])
def test_every_page_of_the_plan_opens(sam, moved, rest):
    assert sam.get(moved + rest).status_code == 200
    assert "No GP surgery" in words(sam.get(f"{moved}/page")) and "Tree Tops" not in words(sam.get(f"{moved}/page"))


def test_they_edit_and_tick_it_and_nobody_is_asked_to_do_anything(sam, moved, database):
    page = sam.get(moved)
    goal = next(href for href in page.get_data(as_text=True).split('"') if "/goals/" in href)
    assert "No GP surgery reads it now." in words(sam.get(goal)) and "Remind me" not in words(sam.get(goal))
    assert "Walk to the park" in words(sam.follow(press(sam, sam.get(goal), goal, "save", want="Walk to the park")))
    promise = re.search(r'id="promise-([0-9a-f-]{36})"', page.get_data(as_text=True))[1]
    told = sam.follow(sam.post(f"{moved}/items/{promise}", {"press": "did_not_happen"}))
    assert "You told us this did not happen. No GP surgery looks at it now. Your next GP surgery can read it." in words(told)
    assert sam.post(f"{moved}/help").status_code == 404
    with database.reading() as session:
        assert session.exec(select(Task)).all() == []


@pytest.mark.parametrize("path", ["/phones", "/access-log", "/carers", "/permissions"])
def test_what_is_theirs_beside_the_plan_stays_theirs(sam, moved, path):
    assert sam.get(moved.removesuffix("/plan") + path).status_code == 200


def test_their_first_page_is_the_plan_and_there_is_no_pack(sam, moved):
    assert sam.get("/").headers["Location"] == moved
    assert sam.get(moved.replace("/plan", "/pack")).status_code == 404
    assert "My pack" not in words(sam.get("/more")) and "My plan" in words(sam.get("/more"))


def test_the_front_door_sends_them_a_code_and_opens_their_plan(moved, browse, session):
    door = browse()
    ask(door)
    plan = door.follow(give_code(door, newest_code(session)))
    assert "Walk to the shop" in words(plan)


def test_a_remembered_phone_opens_by_the_date_of_birth(moved, browse, session, cast):
    token, _phone = remember_phone(session, account=account_of_person(session, cast.person.id), until_on=date(2027, 12, 1))
    session.commit()
    door = browse()
    door.client.set_cookie("phone", token)
    reply = door.post("/sign-in", BIRTHDAY)
    assert "Walk to the shop" in words(door.follow(reply))


def test_a_letterbox_visitor_is_asked_for_a_code_first(moved, browse, session, cast):
    low = sign_in(browse(), session, session.get(Person, cast.person.id), Tier.LETTERBOX)
    assert "/sign-in/code-needed" in low.get(moved).headers["Location"]
    assert "We send a code" in words(low.follow(low.get(moved)))


def test_a_link_that_ended_leads_to_the_front_door(moved, browse, session, cast):
    secret = make_link(session, person=cast.person, practice=cast.practice, kind=LinkKind.TEXT, dies_on=date(2026, 12, 9))
    session.commit()
    closed = browse().get(f"/i/{secret}")
    assert closed.status_code == 410 and 'href="/sign-in"' in closed.get_data(as_text=True)


def test_the_former_surgery_has_the_plain_404_on_all_of_it(moved, browse, session, cast):
    nurse = sign_in(browse(), session, cast.nurse)
    nobody = moved.replace(str(cast.person.id), "00000000-0000-4000-8000-000000000000")
    for rest in ("", "/page", "/history", "/record"):
        refused, unknown = nurse.get(moved + rest), nurse.get(nobody + rest)
        assert refused.status_code == unknown.status_code == 404 and refused.data == unknown.data


def test_their_own_looks_are_written_down_without_a_surgery(sam, moved, database):
    sam.get(moved)
    with database.reading() as session:
        assert session.exec(select(AccessLogEntry.practice_id).where(AccessLogEntry.permission == "plan.read")).all() == [None]
