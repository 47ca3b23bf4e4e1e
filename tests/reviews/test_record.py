"""The agreed plan as one block of text for the GP record: what both said yes to, with who and when."""

import re

import pytest
import time_machine

from tests.browsing import words
from tests.bundles.filling import fill
from tests.bundles.judge import faults
from tests.people_cast import sign_in
from webapp.bundles.chapters_out import ABOUT_ME
from webapp.chapters.sections import SECTIONS, SERVICE_PLAN
from webapp.plans.changes import last_number, open_plan
from webapp.plans.models import Answer
from webapp.plans.queries import whole_plan
from webapp.reviews.records import plan_record
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


def test_every_chapter_of_the_agreed_plan_is_in_the_record_with_codes_of_the_standard_only(clock, session, cast):
    plan = fill(session, cast)
    number = last_number(session, plan.id)
    for by in (cast.sam, cast.pro):
        agree(session, plan=plan, number=number, answer=Answer.YES, notes="", by=by, cycle=None)
    agreed = whole_plan(session, cast.person.id, number)
    text = plan_record(agreed, person=cast.person, now=number, by="Nurse")
    private = {line.name for line in SERVICE_PLAN.lines}
    names = {line.name for chapter in SECTIONS for line in chapter.lines if not line.is_day} - private
    assert [name for name in names if f"{name} of plan: Zoë" not in text] == [] and not any(f"{name} of plan" in text for name in private)
    assert set(re.findall(r"- (\d{9,18}) ", text)) == {code for code, _term in ABOUT_ME.values()}
    assert "A draft: check each one before you use it." in text


def test_what_went_into_the_record_is_written_down_for_staff_and_for_the_person(clock, browse, session, cast, goal):
    say_yes(session, cast)
    nurse, sam = sign_in(browse(), session, cast.nurse), sign_in(browse(), session, cast.person)
    assert "has not gone into your GP record yet" in words(sam.get(f"/people/{cast.person.id}/plan/journey"))
    file = nurse.post(f"/people/{cast.person.id}/plan/record", {"way": "file"})
    assert file.mimetype == "application/fhir+json" and faults(file.get_json(force=True)) == []
    noted = words(nurse.follow(nurse.post(f"/people/{cast.person.id}/plan/record", {"way": "text"})))
    assert "Written down." in noted and "as text" in noted and "as a file" in noted and "a newer plan" not in noted
    read = words(sam.get(f"/people/{cast.person.id}/plan/journey"))
    assert "2 December 2026" in read and cast.practice.name in read and cast.nurse.name in read
    cast.save(session, goal, want="Walk to the park")
    say_yes(session, cast)
    assert "They both said yes to a newer plan since then." in words(nurse.get(f"/people/{cast.person.id}/plan/record"))
