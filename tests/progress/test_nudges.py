"""Texts the person chose: never more than one a day, stopped with one tap and by all that stops texts."""

import pytest
import time_machine
from sqlmodel import select

from tests.browsing import words
from tests.messages.test_words import NAMES, PHONES
from tests.people_cast import a_mobile, sign_in
from webapp.chapters.kinds import ItemKind
from webapp.messages.models import Message
from webapp.messages.segments import size
from webapp.messages.words import compose
from webapp.pathway.changes import allow_texts, stop_texts
from webapp.people.models import Person
from webapp.plans.changes import add_item, open_plan, tick
from webapp.plans.models import Item
from webapp.plans.reminders import remind
from webapp.progress.jobs import send_nudges
from webapp.progress.nudges import CHECK_IN, GOALS, REVIEW

LINK = "https://in-my-words.example.nhs.uk/my-plan"


def texts(database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        found = session.exec(select(Message).where(Message.template != "x").order_by(Message.due_at, Message.made_at))
        return [(one.template.split("/")[1], one.due_at.date().isoformat(), one.state.value) for one in found]


def test_chosen_texts_go_one_a_day_and_stop_with_one_tap_or_when_texts_stop(browse, session, cast, database):
    with time_machine.travel("2026-12-01T10:00:00+00:00") as clock:
        session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
        goal = cast.goal(session, want="Swim")
        cast.save(session, None, review_on="2026-12-22")
        page = f"/people/{cast.person.id}/plan/nudges"
        sam = sign_in(browse(), session, cast.person)
        sam.post(page, {"kind": "goals", "every": "7"})
        sam.post(page, {"kind": "review"})
        assert "Every week. The next one: Tuesday 8 December 2026." in words(sam.get(page))
        # Both nudges are due on 8 December, and two steps as well: one text, the others later or with it.
        plan = open_plan(session, person_id=cast.person.id)
        steps = [add_item(session, plan=plan, kind=ItemKind.ACTION, by=cast.sam, goal=goal) for _two in range(2)]
        session.commit()
        for step in steps:
            cast.save(session, step, what="Go", by_when="2026-12-11")
            step = session.get(Item, step.id)
            told = {"person": session.get(Person, cast.person.id), "practice": cast.practice, "by": cast.sam.account_id, "today": step.due_on.replace(day=1)}
            remind(session, item=step, **told)
        session.commit()
        assert texts(database) == [("step_reminder", "2026-12-10", "due")]
        for day in (8, 8, 9, 10, 11):
            clock.move_to(f"2026-12-{day:02}T10:00:00+00:00")
            send_nudges(database, "https://x.example")
        days = [(name, day) for name, day, _state in texts(database)]
        assert days == [("review_near", "2026-12-08"), ("how_is_it_going", "2026-12-09"), ("step_reminder", "2026-12-10")]
        # One step is done: the text of that day still stands for the other.
        tick(session, item=session.get(Item, steps[0].id), by=cast.sam, done=True)
        session.commit()
        assert ("step_reminder", "2026-12-10", "due") in texts(database)


def test_one_tap_stops_it_and_who_stops_texts_and_wants_them_again_has_chosen_none(browse, session, cast, database):
    with time_machine.travel("2026-12-01T10:00:00+00:00") as clock:
        session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
        cast.goal(session, want="Swim")
        page = f"/people/{cast.person.id}/plan/nudges"
        sign_in(browse(), session, cast.person).post(page, {"kind": "goals", "every": "7"})
        clock.move_to("2026-12-08T10:00:00+00:00")
        send_nudges(database, "https://x.example")
        sam = sign_in(browse(), session, cast.person)
        sam.post(page, {"stop": "goals"})
        assert ("how_is_it_going", "2026-12-08", "cancelled") in texts(database)
        assert "The next one" not in words(sam.get(page))
        sam.post(page, {"kind": "goals", "every": "7"})
        # Who stops texts and wants them again has chosen none.
        person = session.get(Person, cast.person.id)
        stop_texts(session, person=person, by=None)
        allow_texts(session, person=person, by=None)
        session.commit()
        assert "The next one" not in words(sam.get(page))
        clock.move_to("2026-12-29T10:00:00+00:00")
        assert send_nudges(database, "https://x.example") == 0


def test_the_last_goal_done_cancels_the_text_that_waits(browse, session, cast, database):
    with time_machine.travel("2026-12-01T10:00:00+00:00") as clock:
        session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
        goal = cast.goal(session, want="Swim")
        sam = sign_in(browse(), session, cast.person)
        sam.post(f"/people/{cast.person.id}/plan/nudges", {"kind": "goals", "every": "7"})
        clock.move_to("2026-12-08T10:00:00+00:00")
        assert send_nudges(database, "https://x.example") == 1
        sam = sign_in(browse(), session, cast.person)
        sam.post(f"/people/{cast.person.id}/plan/goals/{goal.id}/progress", {"how": "done"})
        assert texts(database) == [("how_is_it_going", "2026-12-08", "cancelled")]


@pytest.mark.parametrize("template", [GOALS, REVIEW, CHECK_IN])
def test_each_text_is_one_part_however_long_the_names(template):
    for name in NAMES:
        for phone in PHONES:
            measured = size(compose(template, "en", practice=name, phone=phone, link=LINK))
            assert measured.is_gsm and measured.parts == 1
