"""The agreed plan as one block of text for the GP record: what both said yes to, with who and when."""

import pytest
import time_machine

from tests.browsing import words
from tests.people_cast import sign_in
from webapp.plans.changes import open_plan
from webapp.plans.models import Answer
from webapp.plans.queries import whole_plan
from webapp.versions.changes import agree


@pytest.fixture
def clock():
    with time_machine.travel("2026-12-02T10:00:00+00:00") as traveller:
        yield traveller


@pytest.fixture
def goal(clock, session, cast):
    made = cast.goal(session, want="Walk to the shop", why="To see Ann", importance="9")
    cast.save(session, None, by=cast.pro, review_on="2027-06-01", review_by="Nurse Ann", danger="Blue lips: phone 999.")
    return made


def say_yes(session, cast):
    plan, number = open_plan(session, person_id=cast.person.id), whole_plan(session, cast.person.id).number
    for by, answer, notes in ((cast.sam, Answer.YES, ""), (cast.pro, Answer.YES_WITH_NOTES, "Start slowly")):
        agree(session, plan=plan, number=number, answer=answer, notes=notes, by=by, cycle=None)
    session.commit()


@pytest.fixture
def record(clock, browse, session, cast):
    nurse = sign_in(browse(), session, cast.nurse)
    return lambda: words(nurse.get(f"/people/{cast.person.id}/plan/record"))


def test_a_plan_that_is_not_agreed_has_nothing_to_copy(record, goal):
    page = record()
    assert "They have not both said yes to a plan yet." in page and "Walk to the shop" not in page


def test_somebody_without_a_plan_has_nothing_to_copy(record, cast):
    assert "They have not both said yes to a plan yet." in record()


def test_the_agreed_plan_is_copied_with_who_said_yes_and_when(record, session, cast, goal):
    say_yes(session, cast)
    page = record()
    said = [
        "In My Words: the plan of Sam Carter",
        "- The person: Yes, Wednesday 2 December 2026",
        '- The GP surgery: Yes, with a note, Wednesday 2 December 2026. "Start slowly"',
        'Goal 1 - In their own words: "Walk to the shop" - Why it matters: "To see Ann" - How important, from 1 to 10: 9',
        "- Blue lips: phone 999.",
        "- Tuesday 1 June 2027. Nurse Ann books it.",
        "Copied by",
    ]
    places = [page.index(line) for line in said]
    assert places == sorted(places) and "changed since" not in page


def test_words_written_after_the_yes_are_not_in_it_and_it_says_so(record, session, cast, goal):
    say_yes(session, cast)
    cast.save(session, goal, want="Walk to the park")
    page = record()
    assert "Walk to the shop" in page and "Walk to the park" not in page
    assert "The plan has changed since. The changes are not agreed yet." in page
