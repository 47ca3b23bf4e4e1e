"""The plan on the person's phone and on the nurse's desk, without script."""

import re

import pytest
from sqlmodel import select

from tests.browsing import Forms, words
from tests.people_cast import sign_in
from webapp.pathway.models import Cycle
from webapp.tasks.models import Task

pytestmark = pytest.mark.usefixtures("clock")


def press(browser, page, action: str, press: str | None = None, **typed):
    """Fill the form with this action as somebody would, naming a field without the item it belongs to, and press a button."""
    html = page.get_data(as_text=True)
    data = dict(next(form for form in Forms(html).found if form["action"] == action)["fields"])
    names = re.findall(r' name="([^"]+)"', html)
    for name, text in typed.items():
        data[next(field for field in names if re.fullmatch(rf"{name}(-plan|-[0-9a-f]{{8}}-[0-9a-f-]+)?", field))] = text
    data.pop("press", None)
    return browser.post(action, data | ({"press": press} if press else {}))


def test_somebody_without_a_plan_can_start_one_in_their_own_words(sam, plan):
    page = sam.get(plan)
    assert "You do not have a plan yet." in words(page)
    goal = sam.follow(press(sam, page, f"{plan}/goals"))
    assert "What do you want to do?" in words(goal)
    action = next(form["action"] for form in Forms(goal.get_data(as_text=True)).found if "/goals/" in form["action"])
    saved = sam.follow(press(sam, goal, action, "save", want="Walk to the shop", why="To see Ann"))
    assert "Walk to the shop" in words(saved) and "This is a draft." in words(saved)


def test_a_plan_without_anything_is_refused_kindly_with_the_reasons(sam, plan, session, cast):
    cast.goal(session, want="Sleep")
    page = press(sam, sam.get(plan), f"{plan}/agreement", answer="yes")
    assert page.status_code == 422 and "There is no day yet to look at it again." in words(page)
    assert press(sam, sam.get(plan), f"{plan}/agreement").status_code == 422


def talked(nurse, talk, **typed):
    """The nurse writes it all down in the talk, in as many presses as it takes."""
    nurse.follow(press(nurse, nurse.get(talk), talk, "goal"))
    typed = {"want": "Dance at the wedding", "importance": "9", "review_on": "1/6/2027", "review_by": "Nurse Ann"} | typed
    return press(nurse, nurse.get(talk), talk, "agree", read_back="yes", **typed)


def test_the_talk_becomes_an_agreed_plan_in_one_form_and_the_year_moves_on(nurse, talk, sam, plan, look_stage):
    done = nurse.follow(talked(nurse, talk, answer_person="yes", answer_professional="yes_with_notes", **{"answer_professional-notes": "Start slowly."}))
    assert "Agreed with notes Wednesday 2 December 2026" in words(done) and look_stage() == "plan_agreed"
    mine = words(sam.get(plan))
    assert "You both said yes to this plan." in mine and "Dance at the wedding" in mine and "Start slowly." in mine


@pytest.fixture
def look_stage(database, cast):
    def look() -> str:
        with database.reading() as session:
            return session.exec(select(Cycle.stage)).one().value

    return look


def test_words_that_were_not_read_back_are_kept_on_the_page_and_not_saved(nurse, talk, sam, plan):
    nurse.follow(press(nurse, nurse.get(talk), talk, "goal"))
    page = press(nurse, nurse.get(talk), talk, "save", want="Increase activity")
    assert page.status_code == 422 and "Read their words back to them." in words(page) and "Increase activity" in page.get_data(as_text=True)
    assert "Increase activity" not in words(sam.get(plan))


def test_a_plan_that_changed_since_is_a_draft_and_prints_the_danger_signs_both_agreed(nurse, talk, sam, plan):
    talked(nurse, talk, answer_person="yes", answer_professional="yes", danger="Blue lips: phone 999.")
    page = sam.get(f"{plan}/about")
    sam.follow(press(sam, page, f"{plan}/about", danger="Wait and see."))
    assert "This plan has changed since you both said yes." in words(sam.get(plan))
    paper = words(sam.get(f"{plan}/page"))
    assert "Blue lips: phone 999." in paper and "Wait and see." not in paper and "Draft." in paper


def test_an_answer_to_a_plan_that_changed_meanwhile_is_not_taken(nurse, talk, sam, plan):
    talked(nurse, talk, answer_person="not_yet", answer_professional="yes")
    before = sam.get(plan)
    press(nurse, nurse.get(talk), talk, "save", who_to_call="Phone Nurse Ann")
    late = press(sam, before, f"{plan}/agreement", answer="yes")
    assert late.status_code == 409 and "The plan changed while you read it." in words(late)
    assert "You both said yes" not in words(sam.get(plan))


def test_two_who_save_the_same_box_see_both_texts_and_the_next_press_decides(nurse, talk, sam, plan):
    nurse.follow(press(nurse, nurse.get(talk), talk, "goal"))
    press(nurse, nurse.get(talk), talk, "save", read_back="yes", want="Walk")
    action = next(form["action"] for form in Forms(sam.get(plan).get_data(as_text=True)).found if "goals" in (form["action"] or ""))
    goal = next(link for link in links(sam.get(plan)) if "/goals/" in link)
    opened = sam.get(goal)
    press(nurse, nurse.get(talk), talk, "save", read_back="yes", want="Walk with Ann")
    clash = press(sam, opened, goal, "save", want="Walk the dog")
    said = clash.get_data(as_text=True)
    assert clash.status_code == 409 and "Walk the dog" in said and "Walk with Ann" in said and action
    assert "Walk the dog" in words(sam.follow(press(sam, clash, goal, "save")))


def links(reply) -> list[str]:
    return re.findall(r'href="([^"]+)"', reply.get_data(as_text=True))


def test_a_promise_that_was_not_kept_is_said_and_opens_one_task(nurse, talk, sam, plan, database, clock, browse, session, cast):
    nurse.follow(press(nurse, nurse.get(talk), talk, "promise"))
    press(nurse, nurse.get(talk), talk, "save", what="Find a chair class", who="Ann, the link worker", by_when="4/12/2026")
    assert "This is late" not in words(sam.get(plan))
    clock.move_to("2026-12-05T10:00:00+00:00")
    sam = sign_in(browse(), session, cast.person)
    late = sam.get(plan)
    form = next(form["action"] for form in Forms(late.get_data(as_text=True)).found if "/items/" in form["action"])
    assert "This is late" in words(late)
    told = sam.follow(sam.post(form, {"press": "did_not_happen"}))
    desk = words(sign_in(browse(), session, cast.nurse).get("/staff"))
    assert "Promises that are late" in desk and "They say it did not happen" in desk and "A promise was not kept" in desk
    assert "You told us this did not happen." in words(told)
    sam.post(form, {"press": "did_not_happen"})
    with database.reading() as session:
        [task] = session.exec(select(Task)).all()
        assert task.kind.value == "promise_not_kept" and task.due_at.isoformat().startswith("2026-12-0")


def test_a_step_is_ticked_off_and_back(sam, plan, session, cast):
    goal = cast.goal(session, want="Swim")
    page = sam.get(f"{plan}/goals/{goal.id}")
    page = sam.follow(press(sam, page, f"{plan}/goals/{goal.id}", "action"))
    sam.follow(press(sam, page, f"{plan}/goals/{goal.id}", "save", what="Go on Friday", confidence="5"))
    assert "Could the step be smaller?" in words(sam.get(f"{plan}/goals/{goal.id}"))
    form = next(form["action"] for form in Forms(sam.get(plan).get_data(as_text=True)).found if "/items/" in form["action"])
    assert "Done on 2 December 2026" in words(sam.follow(sam.post(form, {"press": "done"})))
    assert "I did this" in words(sam.follow(sam.post(form, {"press": "not_done"})))


@pytest.mark.parametrize(("field", "text"), [("review_on", "soon"), ("review_on", "1/6/2020"), ("review_on", "1/6/2040"), ("matters", "x" * 2001)])
def test_what_cannot_be_kept_is_said_kindly_and_stays_on_the_page(sam, plan, session, cast, field, text):
    cast.goal(session, want="Sleep")
    page = press(sam, sam.get(f"{plan}/about"), f"{plan}/about", **{field: text, "who_to_call": "Ann"})
    assert page.status_code == 422 and text in page.get_data(as_text=True) and "There is a problem" in words(page)
    assert "Ann" not in words(sam.get(plan))
