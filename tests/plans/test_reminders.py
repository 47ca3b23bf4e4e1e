"""A text before the day of a step: only for who ticks the box, and it says nothing of the plan."""

import re

import pytest
import time_machine
from sqlmodel import select

from tests.browsing import words
from tests.conversations.test_pages import press
from tests.messages.test_words import NAMES, PHONES
from tests.people_cast import a_mobile, sign_in
from webapp.chapters.kinds import ItemKind
from webapp.messages.models import Message, MessageKind
from webapp.messages.segments import size
from webapp.messages.words import compose
from webapp.pathway.changes import allow_texts, stop_texts
from webapp.people.models import Person
from webapp.plans.changes import add_item, open_plan

BOX = "Remind me by text the day before"


@pytest.fixture
def clock():
    with time_machine.travel("2026-12-02T10:00:00+00:00") as traveller:
        yield traveller


@pytest.fixture
def step(clock, session, cast):
    """Sam's one step, with a phone that was checked."""
    session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
    goal = cast.goal(session, want="Swim at Ferndale pool")
    made = add_item(session, plan=open_plan(session, person_id=cast.person.id), kind=ItemKind.ACTION, by=cast.sam, goal=goal)
    session.commit()
    return made


@pytest.fixture
def page(step, cast) -> str:
    return f"/people/{cast.person.id}/plan/goals/{step.goal_id}"


@pytest.fixture
def sam(step, browse, session, cast):
    return sign_in(browse(), session, cast.person)


def save(sam, page, **typed):
    return press(sam, sam.get(page), page, "save", **typed)


def texts(database) -> list[Message]:
    with database.reading() as session:
        return list(session.exec(select(Message).where(Message.kind == MessageKind.CHOSEN).order_by(Message.made_at, Message.id)))


def states(database) -> list[str]:
    return [message.state.value for message in texts(database)]


def test_nobody_is_texted_who_did_not_tick_the_box(sam, page, database):
    assert BOX in words(sam.get(page)) and not re.search(r'name="remind-[^"]+"[^>]* checked', sam.get(page).get_data(as_text=True))
    save(sam, page, what="Go with Ann", by_when="11/12/2026")
    assert texts(database) == []


def test_the_text_goes_the_day_before_and_says_nothing_of_the_plan(sam, page, database):
    save(sam, page, what="Go with Ann", by_when="11/12/2026", remind="yes")
    [text] = texts(database)
    assert text.body == "Tree Tops Surgery: you asked us to remind you of a step in your plan. Questions? 01632 960001"
    assert text.due_at.isoformat() == "2026-12-10T09:00:00+00:00" and text.useless_after.isoformat() == "2026-12-11T18:30:00+00:00"
    assert re.search(r'name="remind-[^"]+"[^>]* checked', sam.get(page).get_data(as_text=True))


def test_before_a_monday_it_goes_on_friday(sam, page, database):
    save(sam, page, by_when="14/12/2026", remind="yes")
    assert texts(database)[0].due_at.date().isoformat() == "2026-12-11"


def test_a_save_that_changes_nothing_leaves_the_text_waiting(sam, page, database):
    save(sam, page, by_when="11/12/2026", remind="yes")
    save(sam, page)
    assert states(database) == ["due"]


def test_another_day_cancels_the_text_and_a_new_one_waits(sam, page, database):
    save(sam, page, by_when="11/12/2026", remind="yes")
    save(sam, page, by_when="18/12/2026")
    assert states(database) == ["cancelled", "due"] and texts(database)[1].due_at.date().isoformat() == "2026-12-17"


@pytest.mark.parametrize("act", ["done", "take_out", "goal", "unticked", "stop"])
def test_a_step_done_or_taken_out_or_no_texts_wanted_cancels_it(sam, page, database, session, cast, step, act):
    save(sam, page, what="Go", by_when="11/12/2026", remind="yes")
    items = f"/people/{cast.person.id}/plan/items"
    if act in ("done", "take_out", "goal"):
        sam.post(f"{items}/{step.goal_id if act == 'goal' else step.id}", {"press": "done" if act == "done" else "take_out"})
    elif act == "unticked":
        press(sam, sam.get(page), page, "save", remind="")
    else:
        stop_texts(session, person=session.get(Person, cast.person.id), by=None)
        session.commit()
    assert states(database) == ["cancelled"]


def staff_save(session, cast, step, **words):
    session.rollback()
    session.expire_all()
    cast.save(session, step, by=cast.scribe, **words)


LOST = "No text goes to you before this step."


def test_staff_who_write_in_the_step_leave_its_text_waiting(sam, page, database, session, cast, step):
    save(sam, page, what="Go", by_when="11/12/2026", remind="yes")
    staff_save(session, cast, step, what="Go with Ann", in_the_way="Rain")
    assert states(database) == ["due"] and LOST not in words(sam.get(f"/people/{cast.person.id}/plan"))


def test_when_staff_move_the_day_the_text_moves_with_it(sam, page, database, session, cast, step):
    save(sam, page, what="Go", by_when="11/12/2026", remind="yes")
    staff_save(session, cast, step, by_when="2026-12-18")
    assert states(database) == ["cancelled", "due"] and texts(database)[1].due_at.date().isoformat() == "2026-12-17"
    assert LOST not in words(sam.get(f"/people/{cast.person.id}/plan")) and " checked" in box(sam.get(page))


@pytest.mark.parametrize("day", ["2026-12-03", ""])
def test_a_text_that_no_longer_fits_is_said_to_the_person_and_to_the_staff(sam, page, database, session, cast, step, browse, day):
    save(sam, page, what="Go swimming", by_when="11/12/2026", remind="yes")
    staff_save(session, cast, step, by_when=day)
    talk, plan = f"/people/{cast.person.id}/conversation", f"/people/{cast.person.id}/plan"
    nurse = sign_in(browse(), session, cast.nurse)
    assert states(database) == ["cancelled"] and LOST in words(sam.get(plan))
    assert "They chose a text before a step. No text goes now." in words(nurse.get(talk))
    # Until the person has chosen again.
    save(sam, page, by_when="18/12/2026", remind="yes")
    assert LOST not in words(sam.get(plan)) and "No text goes now." not in words(nurse.get(talk)) and states(database) == ["cancelled", "due"]


def test_who_saves_the_step_without_a_text_has_chosen_too(sam, page, session, cast, step):
    save(sam, page, what="Go", by_when="11/12/2026", remind="yes")
    staff_save(session, cast, step, by_when="2026-12-03")
    save(sam, page)
    assert LOST not in words(sam.get(f"/people/{cast.person.id}/plan"))


def test_who_stopped_texts_is_offered_none_and_the_box_is_empty_when_they_want_texts_again(sam, page, database, session, cast):
    save(sam, page, by_when="11/12/2026", remind="yes")
    person = session.get(Person, cast.person.id)
    stop_texts(session, person=person, by=None)
    session.commit()
    assert BOX not in words(sam.get(page))
    allow_texts(session, person=person, by=None)
    session.commit()
    assert BOX in words(sam.get(page)) and " checked" not in box(sam.get(page))
    save(sam, page, remind="yes")
    assert states(database) == ["cancelled", "due"]


def box(reply) -> str:
    return re.search(r'<input[^>]* name="remind-[^>]*>', reply.get_data(as_text=True))[0]


@pytest.mark.parametrize(("day", "why"), [("", "Write a day for this step."), ("3/12/2026", "This day is too near for a text.")])
def test_a_text_that_cannot_go_is_said_and_the_tick_stays(sam, page, database, day, why):
    refused = save(sam, page, what="Go", by_when=day, remind="yes")
    assert refused.status_code == 422 and why in words(refused) and " checked" in box(refused)
    assert texts(database) == []


def test_a_phone_nobody_checked_gets_no_text(browse, session, cast, clock, database):
    session.add(a_mobile(cast.person, "+447700900123"))
    goal = cast.goal(session, want="Swim")
    step = add_item(session, plan=open_plan(session, person_id=cast.person.id), kind=ItemKind.ACTION, by=cast.sam, goal=goal)
    session.commit()
    sam, page = sign_in(browse(), session, cast.person), f"/people/{cast.person.id}/plan/goals/{goal.id}"
    assert BOX not in words(sam.get(page)) and "Ask your GP surgery to check your mobile number." in words(sam.get(page))
    sam.post(page, {f"by_when-{step.id}": "11/12/2026", f"remind-{step.id}": "yes"})
    assert texts(database) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("phone", PHONES)
def test_the_text_is_one_part_however_long_the_names(name, phone):
    measured = size(compose("plans/step_reminder", "en", practice=name, phone=phone))
    assert measured.is_gsm and measured.parts == 1
