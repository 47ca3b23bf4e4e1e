"""What changed and when: the person reads every save and every answer, and nothing of it is ever rewritten."""

import ast

import pytest
import sqlalchemy as sa

from tests.browsing import words
from tests.guards.source import python_files, tree
from tests.people_cast import a_person, sign_in
from webapp.plans.changes import open_plan, tick, withdraw_item
from webapp.plans.models import Answer
from webapp.plans.queries import whole_plan
from webapp.versions.changes import agree

pytestmark = pytest.mark.usefixtures("clock")

KEPT = ("plan_words", "plan_revision", "plan_agreement", "plan_lock", "plan_aside")


@pytest.fixture
def year(clock, session, cast) -> str:
    """A goal written down in the talk, changed by Sam with Ann's help, agreed, and a promise of it taken back to nothing."""
    goal = cast.goal(session, want="Walk to the shop")
    cast.save(session, goal, by=cast.scribe, why="To see my sister", progress="started")
    clock.move_to("2026-12-04T15:30:00+00:00")
    cast.save(session, goal, want="Walk to the park")
    cast.save(session, None, by=cast.pro, review_on="2027-06-01", danger="Blue lips")
    cast.save(session, None, by=cast.pro, danger="")
    plan = open_plan(session, person_id=cast.person.id)
    number = whole_plan(session, cast.person.id).number
    for by, answer, notes in ((cast.sam, Answer.YES, ""), (cast.pro, Answer.YES_WITH_NOTES, "Start slowly")):
        agree(session, plan=plan, number=number, answer=answer, notes=notes, by=by, cycle=None)
    tick(session, item=goal, by=cast.sam, done=True)
    session.commit()
    return f"/people/{cast.person.id}/plan/history"


def test_the_person_reads_who_changed_what_on_which_day_newest_first(browse, session, cast, year):
    page = words(sign_in(browse(), session, cast.person).get(year))
    said = [
        "Your GP surgery's answer to the plan: Yes, with a note Start slowly",
        "Your answer to the plan: Yes",
        "Friday 4 December 2026, 3:30pm Your GP surgery Nurse Clinician , nurse or doctor Danger signs, and what to do This is empty now.",
        "The day to look at the plan again Tuesday 1 June 2027",
        "You What you want to do Walk to the park",
        "Your GP surgery wrote it down for you and read it back Nurse Clinician , nurse or doctor Why it matters to you To see my sister",
        "You What you want to do Walk to the shop",
        "You A goal was added",
    ]
    places = [page.index(line) for line in said]
    assert places == sorted(places)


def test_a_goal_that_was_taken_out_is_still_named(browse, session, cast, year):
    plan = open_plan(session, person_id=cast.person.id)
    [goal] = whole_plan(session, cast.person.id).goals
    withdraw_item(session, plan=plan, item=goal.item, by=cast.sam)
    session.commit()
    assert "A goal was taken out Walk to the park" in words(sign_in(browse(), session, cast.person).get(year))


def test_nobody_else_reads_it_and_without_a_plan_there_is_none(browse, session, cast, year):
    other = sign_in(browse(), session, a_person(session, cast.practice, given="Lee"))
    assert other.get(year).status_code == 404
    assert sign_in(browse(), session, cast.person).get(year).status_code == 200
    nobody = a_person(session, cast.practice, given="Noor")
    assert sign_in(browse(), session, nobody).get(f"/people/{nobody.id}/plan/history").status_code == 404


def test_whatever_is_done_to_a_plan_its_record_is_only_added_to(database, session, cast, clock, request):
    said = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda _c, _cur, statement, *_rest: said.append(" ".join(statement.split())))
    request.getfixturevalue("year")
    test_goal = whole_plan(session, cast.person.id).goals[0].item
    withdraw_item(session, plan=open_plan(session, person_id=cast.person.id), item=test_goal, by=cast.sam)
    session.commit()
    about = [one for one in said if any(f" {table} " in f"{one} " for table in KEPT) and not one.startswith(("SELECT", "INSERT"))]
    assert about and all(one.startswith("UPDATE plan_words SET replaced_in=") and "," not in one.split("WHERE")[0] for one in about)


def test_no_line_of_the_code_deletes_or_rewrites_what_a_plan_said():
    """Only `replaced_in` of a row of words is ever set after it is made."""
    found = []
    rooms = [path for path in python_files("webapp") if path.parent.name in ("plans", "versions", "sharing")]
    for path in rooms:
        for node in ast.walk(tree(path)):
            words_set = [t for t in getattr(node, "targets", []) if isinstance(t, ast.Attribute) and t.attr in ("words", "words_sealed", "made_in")]
            called = ast.unparse(node) if isinstance(node, ast.Call) else ""
            if words_set or called.startswith(("sa.delete(", "delete(", "session.delete(", "sa.update(Words", "sa.update(Revision", "sa.update(Agreement")):
                found.append(f"{path}:{node.lineno}")
    assert rooms and not found, found
