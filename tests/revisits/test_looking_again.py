"""The plan looked at again, part by part: still right, changed, stopped; each its own save, stopped and gone on with; then the next day."""

from datetime import date

import pytest
import time_machine

from tests.browsing import words
from tests.conversations.test_pages import press
from tests.people_cast import sign_in
from webapp.chapters.kinds import ItemKind
from webapp.pathway.changes import move
from webapp.pathway.models import Cycle, Stage
from webapp.plans.changes import add_item, open_plan
from webapp.progress.ageing import choose_months
from webapp.progress.models import RhythmKind
from webapp.revisits.looking import latest_next


@pytest.mark.parametrize(("talk_on", "latest"), [(None, "2027-12-03"), ("2026-06-02", "2027-06-03"), ("2025-06-02", "2026-06-03")])
def test_the_next_look_is_within_a_year_of_now_and_of_the_last_talk(talk_on, latest):
    assert latest_next(date.fromisoformat(talk_on) if talk_on else None, date(2026, 12, 2), 366) == date.fromisoformat(latest)


@pytest.fixture
def plan(session, cast):
    """Two goals, a promise, and words about me."""
    with time_machine.travel("2026-12-02T10:00:00+00:00"):
        cast.swim, cast.sleep = (cast.goal(session, want=want) for want in ("Swim", "Sleep"))
        promise = add_item(session, plan=open_plan(session, person_id=cast.person.id), kind=ItemKind.PROMISE, by=cast.pro)
        cast.save(session, promise, by=cast.pro, what="Ask the pharmacist")
        cast.save(session, None, please="Speak slowly", danger="Chest pain: phone 999")
        for stage in (Stage.PLAN_AGREED, Stage.LIVING_IT):
            move(session, cycle=session.get(Cycle, cast.cycle.id), to=stage, by=None)
        session.commit()
        yield f"/people/{cast.person.id}/plan"


def test_a_whole_review_stopped_and_gone_on_with_and_ended_with_a_day_and_who(browse, session, cast, plan):
    sam, review = sign_in(browse(), session, cast.person), f"{plan}/review"
    swim, sleep = (f"{review}/goal-{goal.id}" for goal in (cast.swim, cast.sleep))
    first = sam.post(review)
    assert first.headers["Location"] == swim and "Part 1 of 5" in words(sam.get(swim))
    # Change it: before and now stand side by side, and the next part comes.
    changing = sam.get(f"{swim}?change=1")
    assert "When you began What you want to do : Swim Now As it was." in words(changing)
    assert press(sam, changing, swim, "save", want="Swim with Ann").headers["Location"] == sleep
    assert "What you want to do : Swim Now What you want to do : Swim with Ann" in words(sam.get(swim))
    # Stopped here, and gone on with by another browser.
    again = sign_in(browse(), session, cast.person)
    assert "Changed" in words(again.get(review)) and again.post(review).headers["Location"] == sleep
    assert "This part goes out of your plan." in words(again.get(f"{sleep}?stop=1"))
    assert again.post(sleep, {"press": "stop"}).headers["Location"] == f"{review}/promises"
    assert again.post(f"{review}/promises", {"press": "still_right"}).headers["Location"] == f"{review}/about-me"
    # Saved without a change it is still right; what to do in danger is never emptied with one press.
    assert press(again, again.get(f"{review}/about-me?change=1"), f"{review}/about-me", "save").headers["Location"] == f"{review}/when-things-change"
    assert "Stop this" not in words(again.get(f"{review}/when-things-change"))
    assert again.post(f"{review}/when-things-change", {"press": "still_right"}).headers["Location"] == f"{review}/end"
    end = again.get(f"{review}/end")
    assert "Still right 3 Changed 1 Stopped 1 Not looked at 0" in words(end) and "At least once a year." in words(end)
    refused = press(again, end, f"{review}/end", review_on="", review_by="")
    assert refused.status_code == 422 and "Write who makes sure that it happens." in words(refused)
    late = press(again, end, f"{review}/end", review_on="5/12/2027", review_by="Me")
    assert late.status_code == 422 and "Choose a day within a year." in words(late)
    done = words(again.follow(press(again, end, f"{review}/end", review_on="1/6/2027", review_by="Me", talk="yes")))
    assert "You looked at your plan on Wednesday 2 December 2026. The next time is Tuesday 1 June 2027." in done
    home = words(again.get(plan))
    assert "Swim with Ann" in home and "Sleep" not in home and "We told your GP surgery that you want to talk." in home
    # The surgery reads that it was, and what changed; and wants the talk booked.
    nurse = sign_in(browse(), session, cast.nurse)
    desk = words(nurse.get("/staff"))
    assert "They looked at their plan again. Read what changed" in desk and "Wants the yearly talk. Book it" in desk
    shown = words(nurse.get(f"{review}/desk"))
    assert "Swim with Ann" in shown and "Sleep" in shown and "Speak slowly" not in shown


def test_a_clinician_says_how_often_and_why_and_the_day_is_suggested(browse, session, cast, plan):
    choose_months(session, kind=RhythmKind.REVIEW, months=3, by=cast.pro.account_id, person_id=cast.person.id, why="New tablets")
    session.commit()
    sam = sign_in(browse(), session, cast.person)
    sam.post(f"{plan}/review")
    end = sam.get(f"{plan}/review/end")
    assert "Your GP surgery suggests every 3 months. New tablets" in words(end) and 'value="2/3/2027"' in end.get_data(as_text=True)


def test_nothing_is_begun_by_looking_and_two_presses_begin_one(browse, session, cast, plan):
    sam = sign_in(browse(), session, cast.person)
    assert "Begin" in words(sam.get(f"{plan}/review")) and "Begin" in words(sam.get(f"{plan}/review/about-me"))
    assert sam.post(f"{plan}/review").headers["Location"] == sam.post(f"{plan}/review").headers["Location"]
    nurse = words(sign_in(browse(), session, cast.nurse).get(f"/people/{cast.person.id}"))
    assert "They began to look at their plan again on 2 December 2026." in nurse
