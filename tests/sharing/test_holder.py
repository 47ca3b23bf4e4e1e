"""Somebody holds a plan for a person who cannot decide about it: named by a clinician, seen and stopped by the person, over on its day."""

import re

import pytest

from tests.browsing import markup, words
from tests.people_cast import a_staff_member, sign_in
from tests.sharing.conftest import come_in, grant_of, seen, share
from webapp.grants.jobs import report_holders
from webapp.grants.models import Grant, Holder
from webapp.plans.models import Revision
from webapp.practices.models import Role
from webapp.tasks.models import Task, TaskKind

SAID = {
    "who": "new",
    "name": "Ann",
    "number": "07700 900456",
    "word": "Bluebell",
    "knew": "photo",
    "basis": "attorney",
    "reason": "Sam cannot follow long pages now",
    "evidence": "LPA 700-123",
    "kept_at": "With Ann, at home",
    "seen_by": "Nurse Green",
    "seen_on": "1/12/2026",
    "capacity": "Could not say it back, with pictures, on 2 days",
    "assessed_by": "Nurse Green",
    "assessed_on": "1/12/2026",
    "helped": "yes",
    "starts_on": "2/12/2026",
    "review_on": "1/6/2027",
    "parts": ["goals", "danger", "medicines"],
}


@pytest.fixture
def nurse(browse, session, cast):
    return sign_in(browse(), session, cast.nurse)


@pytest.fixture
def at(cast):
    return lambda path: f"/people/{cast.person.id}/{path}"


@pytest.fixture
def holder(nurse, browse, texts, at):
    """Ann, who holds three parts and was given nothing by Sam."""
    assert nurse.post(at("holder"), SAID).status_code == 303
    come_in(browser := browse(), texts)
    return browser


def form_of(page) -> dict:
    return dict(re.findall(r'name="(seen-[^"]+)" value="([^"]+)"', page.get_data(as_text=True)))


@pytest.fixture
def tasks(rows):
    ours = (TaskKind.HOLDER_REVIEW, TaskKind.HOLDER_STOPPED)
    return lambda: [task.kind for task in rows(Task, Task.opened_at) if task.kind in ours]


def test_a_holder_reads_and_writes_the_parts_they_hold_and_every_save_says_so(holder, sam, cast, rows):
    plan = words(holder.get(cast.plan))
    assert "Dance at the wedding" in plan and "Blue lips" in plan and "until 1 June 2027" in plan
    assert not any(hidden in plan for hidden in ("My garden", "Phone Jo", "Find a chair class", "Could not say it back"))
    form = holder.get(f"{cast.plan}/parts/danger")
    assert "Write what they would want." in words(form) and "Phone Jo" not in words(form)
    sent = form_of(form) | {"danger-plan": "Blue lips. Phone 999", "who_to_call-plan": "Phone me", "press": "save"}
    assert holder.post(f"{cast.plan}/parts/danger", sent).status_code == 303
    assert "who holds" not in words(holder.get(cast.plan))
    last = rows(Revision, Revision.number)[-1]
    assert last.held_at and last.helped_by == "Ann"
    mine = words(sam.get(f"/people/{cast.person.id}/plan/parts"))
    assert "Blue lips. Phone 999" in mine and "Somebody who holds your plan, 2 December 2026: Ann" in mine and "Phone Jo" in mine and "Phone me" not in mine


@pytest.mark.parametrize("path", ["parts/about-me", "parts/wishes", "parts/pack", "parts/no-such", "about"])
def test_what_the_person_keeps_is_no_page_for_the_holder(holder, cast, path):
    assert seen(holder.get(f"{cast.plan}/{path}")) == seen(holder.get(f"{cast.nobodys_plan}/{path}"))
    assert holder.post(f"{cast.plan}/{path}", {"matters-plan": "Not mine", "about_me-plan": "x"}).status_code == 404


def test_a_holder_neither_shares_nor_prints_the_card_nor_exports_nor_answers_for_the_person(holder, cast, at):
    for path in ("plan", "plan/page", "plan/copy", "carers", "carers/new", "holder", "plan-holder", "pack", "access-log", "permissions", "suggestions"):
        assert holder.get(at(path)).status_code == 404, path


def test_the_person_always_sees_who_holds_it_why_and_until_when(holder, sam, cast, at):
    mine = words(sam.get(at("plan-holder")))
    assert "Ann holds parts of your plan for you." in mine and "to 1 June 2027" in mine
    assert [name for name in ("reason", "evidence", "kept_at", "seen_by", "capacity") if SAID[name] not in mine] == []
    assert "Ann holds parts of your plan for you." in words(sam.get(at("carers")))
    assert "Ann holds parts of this plan for me" in words(sam.get(at("plan"))) and "Ann holds parts of this plan for me" in words(sam.get(at("plan/page")))
    sight = words(sam.get(f"{grant_of(sam, cast.person)}/sight"))
    assert "Blue lips" in sight and "My garden" not in sight


def test_the_person_stops_it_and_the_next_request_is_an_unknown_page_and_the_surgery_hears(holder, sam, cast, at, tasks):
    assert holder.get(cast.plan).status_code == 200
    assert sam.post(at("plan-holder/ending")).status_code == 303
    assert seen(holder.get(cast.plan)) == seen(holder.get(cast.nobodys_plan))
    assert tasks() == [TaskKind.HOLDER_STOPPED] and "Nobody holds your plan." in words(sam.get(at("plan-holder")))
    assert sam.post(at("plan-holder/ending")).status_code == 404


def test_one_part_taken_back_is_gone_and_the_others_stay(holder, sam, cast, at):
    sam.post(at("plan-holder/ending"), {"part": "danger"})
    plan = words(holder.get(cast.plan))
    assert "Blue lips" not in plan and "Dance at the wedding" in plan
    assert holder.get(f"{cast.plan}/parts/danger").status_code == 404


def test_stopping_the_sharing_ends_the_holding_too(holder, sam, cast, tasks):
    sam.post(f"{grant_of(sam, cast.person)}/ending")
    assert seen(holder.get(cast.plan)) == seen(holder.get(cast.nobodys_plan)) and tasks() == [TaskKind.HOLDER_STOPPED]


def test_before_its_day_the_surgery_is_warned_and_after_it_only_what_the_person_gave_is_left(nurse, sam, browse, cast, texts, at, database, tasks, clock):
    share(sam, cast.person, parts=("team",), until="1/11/2027")
    grant_id = grant_of(sam, cast.person).rsplit("/", 1)[1]
    nurse.post(at("holder"), SAID | {"who": grant_id})
    assert report_holders(database) == 0
    clock.move_to("2027-05-20T10:00:00+00:00")
    assert (report_holders(database), report_holders(database)) == (1, 1) and tasks() == [TaskKind.HOLDER_REVIEW]
    clock.move_to("2027-06-01T10:00:00+00:00")
    come_in(ann := browse(), texts)
    assert "Blue lips" in words(ann.get(cast.plan))
    clock.move_to("2027-06-02T10:00:00+00:00")
    come_in(ann := browse(), texts)
    plan = words(ann.get(cast.plan))
    assert "Phone Jo" in plan and "Blue lips" not in plan and "Dance" not in plan


def test_staff_look_again_or_end_it_and_nothing_is_lost(holder, nurse, cast, at, rows):
    page = markup(nurse.get(at("holder")))
    assert "LPA 700-123" in page and 'name="capacity"' in page and "Could not say it back" not in page.split('name="capacity"')[1][:200]
    grant_id = str(rows(Grant, Grant.made_at)[0].id)
    assert nurse.post(at("holder"), SAID | {"who": grant_id, "parts": ["goals"]}).status_code == 303
    assert "Blue lips" not in words(holder.get(cast.plan))
    assert nurse.post(at("holder/ending"), {"why": "able_again"}).status_code == 303
    assert holder.get(cast.plan).status_code == 404
    ended = [one.ended_why.value for one in rows(Holder, Holder.made_at)]
    assert ended == ["renewed", "able_again"] and "The person can decide again" in words(nurse.get(at("holder")))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"helped": ""}, "Help them to decide first."),
        ({"parts": []}, "Choose at least one part"),
        ({"review_on": "1/1/2028"}, "within a year"),
        ({"capacity": " "}, "Write something here."),
        ({"basis": "because"}, "Choose what gives them the right."),
        ({"who": "6b2c1d8e-0000-4000-8000-000000000000"}, "Choose who holds the plan."),
        ({"starts_on": "3/3/2027"}, "still to come"),
    ],
)
def test_nobody_is_named_without_grounds_and_what_was_typed_stays(nurse, at, rows, wrong, said):
    reply = nurse.post(at("holder"), SAID | wrong)
    assert reply.status_code == 422 and said in words(reply) and "LPA 700-123" in markup(reply)
    assert rows(Holder, Holder.made_at) == [] == rows(Grant, Grant.made_at)


def test_a_fresh_form_names_nobody_and_ticks_nothing(nurse, at):
    assert " checked" not in nurse.get(at("holder")).get_data(as_text=True)


def test_the_desk_reads_by_name_that_somebody_holds_it(holder, browse, session, cast, at):
    desk = sign_in(browse(), session, a_staff_member(session, cast.practice, Role.RECEPTION))
    page = words(desk.get(at("")[:-1]))
    assert "Ann holds the plan" in page and "Who holds the plan" not in page
