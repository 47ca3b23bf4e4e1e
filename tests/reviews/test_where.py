"""Where a person is in their year: the step they are at, what is behind them, what comes next."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.browsing import words
from tests.people_cast import sign_in
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person
from webapp.preparation.models import Pack
from webapp.reviews.steps import State, Step, YearFacts, step_now, steps_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
S = Stage


@pytest.mark.parametrize(
    ("stage", "step"),
    [
        (S.ENTRY, "asked"),
        (S.INVITED, "asked"),
        (S.GATHERING, "tests"),
        (S.TRIAGED, "pack"),
        (S.PACK_SENT, "ready"),
        (S.PREPARED, "talk"),
        (S.CONVERSATION, "plan"),
        (S.PLAN_AGREED, "living"),
        (S.LIVING_IT, "living"),
        (S.REVIEW_DUE, "living"),
        (S.DECLINED, None),
        (S.LEFT, None),
        (S.LOOKING_AFTER_MYSELF, None),
        (S.DIED, None),
    ],
)
def test_each_stage_is_one_step_or_none(stage, step):
    assert step_now(YearFacts(stage, date(2026, 10, 1)), NOW) == step


@pytest.mark.parametrize(("minutes", "step"), [(-1, "looked_at"), (0, "tests"), (1, "tests")])
def test_tests_that_lie_behind_are_being_looked_at(minutes, step):
    facts = YearFacts(S.GATHERING, date(2026, 10, 1), visit_at=NOW + timedelta(minutes=minutes))
    assert step_now(facts, NOW) == step


def test_what_is_before_is_done_and_what_is_after_is_to_come():
    steps = steps_of(YearFacts(S.PACK_SENT, date(2026, 10, 1), sent_at=NOW), NOW)
    assert [one.step for one in steps] == list(Step)
    assert [one.state for one in steps] == [State.DONE] * 4 + [State.NOW] + [State.NEXT] * 3
    assert [one.on for one in steps] == [date(2026, 10, 1), None, None, NOW, None, None, None, None]


def test_a_day_that_lies_behind_says_nothing_of_what_is_still_to_come():
    facts = YearFacts(S.PREPARED, date(2026, 10, 1), talk_at=NOW + timedelta(days=2), agreed_at=NOW - timedelta(days=6), review_on=date(2026, 11, 22))
    assert [one.on for one in steps_of(facts, NOW)][5:] == [NOW + timedelta(days=2), None, None]


@pytest.fixture
def sam(browse, session, cast):
    browser = sign_in(browse(), session, cast.person)
    session.commit()
    return browser


def test_they_find_it_under_more_and_read_where_they_are(sam, session, cast):
    session.get(Cycle, cast.cycle.id).stage = Stage.PACK_SENT
    session.add(Pack(person_id=cast.person.id, practice_id=cast.practice.id, cycle_id=cast.cycle.id, sent_at=datetime(2026, 11, 20, 9, tzinfo=UTC)))
    session.commit()
    address = f"/people/{cast.person.id}/where"
    assert f'href="{address}"' in sam.get("/more").get_data(as_text=True)
    shown = words(sam.get(address))
    assert "You say what matters to you. Your pack is here. Take your time." in shown
    assert "We send you your pack. Friday 20 November 2026 Done" in shown
    assert shown.count("You are here") == 1 and "Phone 999" in shown


def test_who_stepped_aside_reads_that_they_can_come_back(sam, session, cast):
    step_aside(session, person=session.get(Person, cast.person.id), to=Stage.DECLINED, by=None, why="said no")
    session.commit()
    shown = words(sam.get(f"/people/{cast.person.id}/where"))
    assert "You can come back when you like." in shown and "You are here" not in shown
