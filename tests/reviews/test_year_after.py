"""After both said yes: the plan is lived, its review falls due, and whoever leaves finds it again."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_practice, a_staff_member, sign_in
from webapp.pathway.changes import come_back, move, step_aside
from webapp.pathway.models import Cycle, Stage, StageMove
from webapp.people.models import Person
from webapp.plans.changes import open_plan
from webapp.plans.models import Plan
from webapp.plans.queries import items_of
from webapp.reviews.jobs import go_on, keep_review_days
from webapp.reviews.rules import is_review_due, is_review_late

REVIEW = date(2027, 11, 20)


@pytest.fixture
def clock():
    with time_machine.travel("2026-12-02T10:00:00+00:00") as traveller:
        yield traveller


@pytest.fixture
def agreed(clock, session, cast):
    """Both said yes today, and the plan is looked at again on 20 November."""
    cast.goal(session, want="Walk to the shop")
    cast.save(session, None, review_on=REVIEW.isoformat())
    move(session, cycle=session.get(Cycle, cast.cycle.id), to=Stage.PLAN_AGREED, by=None, why="both said yes")
    session.commit()
    return f"/people/{cast.person.id}/plan"


@pytest.mark.parametrize(("days", "due", "late"), [(43, False, False), (42, True, False), (0, True, False), (-1, True, True)])
def test_a_review_is_due_six_weeks_before_and_late_the_day_after(days, due, late):
    today = REVIEW - timedelta(days)
    assert (is_review_due(REVIEW, today), is_review_late(REVIEW, today)) == (due, late)
    assert not is_review_due(None, today) and not is_review_late(None, today)


def test_the_day_of_the_review_stands_in_the_clear_and_follows_its_words(session, cast, agreed):
    def kept():
        return session.exec(select(Plan.review_on)).one()

    assert kept() == REVIEW
    cast.save(session, None, review_on="2027-06-01")
    assert kept() == date(2027, 6, 1)
    cast.save(session, None, review_on="")
    assert kept() is None


def test_a_plan_saved_before_the_day_stood_in_the_clear_gets_it_from_its_words(database, session, cast, agreed):
    session.execute(sa.update(Plan).values(review_on=None))
    session.commit()
    assert (keep_review_days(database), keep_review_days(database)) == (1, 0)
    with database.reading() as looking:
        assert looking.exec(select(Plan.review_on)).one() == REVIEW


def test_a_plan_without_a_day_is_left_alone(database, session, cast, agreed):
    cast.save(session, None, review_on="")
    assert keep_review_days(database) == 0


def test_the_year_goes_on_by_itself_a_step_at_its_day_and_only_once(database, agreed, clock):
    seen = []
    for day in ("2026-12-02T20", "2026-12-03T06", "2026-12-03T07", "2027-10-08T10", "2027-10-09T10", "2027-12-09T10"):
        clock.move_to(f"{day}:00:00+00:00")
        moved = go_on(database)
        with database.reading() as session:
            seen.append((moved, session.exec(select(Cycle.stage)).one().value))
    assert seen == [(0, "plan_agreed"), (1, "living_it"), (0, "living_it"), (0, "living_it"), (1, "review_due"), (0, "review_due")]
    with database.reading() as session:
        rows = session.exec(select(StageMove).order_by(StageMove.at)).all()
        assert [(row.to_stage.value, row.by_id) for row in rows][-2:] == [("living_it", None), ("review_due", None)]


@pytest.mark.parametrize(("day", "why"), [("2027-10-12", "is near"), ("2027-11-23", "has passed")])
def test_the_desk_is_told_to_invite_when_a_review_is_due_or_late(database, browse, session, cast, agreed, clock, day, why):
    clock.move_to(f"{day}T10:00:00+00:00")
    go_on(database)
    desk = words(sign_in(browse(), session, cast.nurse).get("/staff"))
    assert "Invite to the yearly talk" in desk and f"The day to look at the plan again {why}." in desk


def test_long_before_the_review_nobody_is_asked_to_invite(database, browse, session, cast, agreed, clock):
    clock.move_to("2027-03-01T10:00:00+00:00")
    go_on(database)
    assert "Invite to the yearly talk" not in words(sign_in(browse(), session, cast.nurse).get("/staff"))


@pytest.mark.parametrize("aside", [Stage.LEFT, Stage.DECLINED, Stage.LOOKING_AFTER_MYSELF])
def test_who_steps_aside_and_comes_back_opens_the_plan_as_it_last_stood(browse, session, cast, agreed, clock, aside):
    cast.save(session, open_goal(session, cast), want="Walk to the park")
    person = session.get(Person, cast.person.id)
    step_aside(session, person=person, to=aside, by=None, why="asked")
    session.commit()
    clock.shift(timedelta(days=90))
    come_back(session, person=person, practice_id=cast.practice.id, by=None, why="asked to come back")
    session.commit()
    for who in (person, cast.nurse):
        page = words(sign_in(browse(), session, who).get(agreed))
        assert "Walk to the park" in page and "Walk to the shop" not in page


def open_goal(session, cast):
    return items_of(session, open_plan(session, person_id=cast.person.id).id)[0]


def test_after_a_move_to_another_surgery_only_the_new_one_opens_the_plan(browse, session, cast, agreed):
    other = a_practice(session, "Z99902", name="New Street Surgery")
    theirs = a_staff_member(session, other)
    person = session.get(Person, cast.person.id)
    step_aside(session, person=person, to=Stage.LEFT, by=None, why="moved")
    come_back(session, person=person, practice_id=other.id, by=None, why="new here")
    session.commit()
    assert "Walk to the shop" in words(sign_in(browse(), session, person).get(agreed))
    assert "Walk to the shop" in words(sign_in(browse(), session, theirs).get(agreed))
    former = sign_in(browse(), session, cast.nurse)
    unknown = former.get("/people/00000000-0000-4000-8000-000000000000/plan")
    for path in (agreed, f"{agreed}/page", f"/people/{person.id}/conversation"):
        refused = former.get(path)
        assert refused.status_code == unknown.status_code == 404 and words(refused) == words(unknown)
