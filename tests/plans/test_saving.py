"""Nobody's words are lost or rewritten, whoever saves when."""

from itertools import permutations

import pytest
from sqlmodel import select

from webapp.chapters.kinds import ItemKind
from webapp.plans.changes import add_item, open_plan, withdraw_item
from webapp.plans.models import Plan, Revision, Words
from webapp.plans.queries import whole_plan


def goal_in(session, cast, number=None):
    [goal] = whole_plan(session, cast.person.id, number).goals
    return goal


def test_there_is_one_plan_whoever_opens_it_and_however_often(session, cast):
    assert open_plan(session, person_id=cast.person.id).id == open_plan(session, person_id=cast.person.id).id
    assert len(session.exec(select(Plan)).all()) == 1


def test_every_save_is_a_revision_with_who_and_when_and_the_plan_of_any_day_can_be_read(session, cast):
    goal = cast.goal(session, want="Walk to the shop")
    first = whole_plan(session, cast.person.id).number
    cast.save(session, goal, want="Walk to the shop and back")
    assert goal_in(session, cast).says("want") == "Walk to the shop and back"
    assert goal_in(session, cast, first).says("want") == "Walk to the shop"
    revisions = session.exec(select(Revision).order_by(Revision.number)).all()
    assert [row.number for row in revisions] == [1, 2, 3] and all(row.at and row.by_id == cast.sam.account_id for row in revisions)


def test_a_save_that_changes_nothing_makes_no_revision(session, cast):
    goal = cast.goal(session, want="Sleep")
    before = whole_plan(session, cast.person.id).number
    assert cast.save(session, goal, want="Sleep").number == before == whole_plan(session, cast.person.id).number


def test_staff_cannot_rewrite_a_person_s_words_but_may_write_beside_them(session, cast):
    goal = cast.goal(session, want="Dance at the wedding")
    cast.save(session, goal, by=cast.pro, want="Increase activity", beside="Start with the chair class.")
    shown = goal_in(session, cast)
    assert (shown.says("want"), shown.says("beside")) == ("Dance at the wedding", "Start with the chair class.")


def test_a_scribe_writes_the_person_s_words_and_it_shows_that_they_were_read_back(session, cast):
    goal = cast.goal(session)
    saved = cast.save(session, goal, by=cast.scribe, want="See my sister in June")
    row = session.exec(select(Revision).where(Revision.number == saved.number)).one()
    assert goal_in(session, cast).says("want") == "See my sister in June" and row.read_back_at and row.by_id == cast.pro.account_id


def test_a_withdrawn_goal_goes_with_its_actions_and_stays_in_the_older_plan(session, cast):
    goal = cast.goal(session, want="Swim")
    plan = open_plan(session, person_id=cast.person.id)
    add_item(session, plan=plan, kind=ItemKind.ACTION, by=cast.sam, goal=goal)
    before = whole_plan(session, cast.person.id).number
    withdraw_item(session, plan=plan, item=goal, by=cast.sam)
    session.commit()
    assert whole_plan(session, cast.person.id).goals == []
    assert len(goal_in(session, cast, before).actions) == 1


@pytest.mark.parametrize("order", list(permutations("ab")))
@pytest.mark.parametrize("fields", [("want", "want"), ("want", "why"), ("why", "want")])
@pytest.mark.parametrize("start", ["", "Walk"])
def test_every_order_of_two_edits_from_one_form_keeps_both_texts(session, cast, order, fields, start):
    goal = cast.goal(session, want=start, why=start)
    seen = goal_in(session, cast).seen
    edits = {"a": (fields[0], "Walk with Ann", cast.sam), "b": (fields[1], "Walk the dog", cast.scribe)}
    clashes = {}
    for who in order:
        name, text, by = edits[who]
        clashes |= cast.save(session, goal, by=by, seen=seen, **{name: text}).clashes
    kept = goal_in(session, cast)
    if fields[0] == fields[1]:
        # The first stands; the second was told of it and keeps its own words in the box.
        assert kept.says(fields[0]) == edits[order[0]][1] and clashes == {(goal.id, fields[0]): edits[order[0]][1]}
    else:
        assert {kept.says("want"), kept.says("why")} == {"Walk with Ann", "Walk the dog"} and not clashes


def test_words_are_sealed_where_they_lie(session, cast):
    cast.goal(session, want="Plum harvest")
    rows = session.exec(select(Words)).all()
    assert rows and all("Plum" not in row.words_sealed and row.words == "Plum harvest" for row in rows)
