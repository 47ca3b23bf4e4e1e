"""A goal begun in the pack, with its two rulers, as on the paper sheet. In the talk it becomes a goal of the plan, word for word."""

import pytest
from sqlmodel import select

from tests.browsing import Forms, markup, words
from webapp.plans.queries import whole_plan
from webapp.preparation.models import Note

BEGUN = {"goal_want": "Walk to the shop", "goal_importance": "9", "goal_step": "To the corner after lunch", "goal_in_the_way": "Rain", "goal_confidence": "7"}


@pytest.fixture
def begin(sam, cast):
    """Fills the goal's page as it stands, and saves it."""

    def begin(**said):
        path = f"{cast.pack}/goal"
        fields = next(form["fields"] for form in Forms(sam.get(path).get_data(as_text=True)).found if form["action"] == path)
        return sam.post(path, dict(fields) | {f"words-{name}": text for name, text in said.items()})

    return begin


def test_the_pack_offers_to_begin_a_goal_and_keeps_what_was_typed(sam, cast, fill):
    assert fill(sam, press="goal", ask="Why am I tired?").location.endswith("/pack/goal")
    assert "Why am I tired?" in words(sam.get(cast.pack))


@pytest.mark.parametrize("place", ["?more=1", "/sent"])
def test_the_way_to_begin_one_stands_behind_more_and_after_sending(sam, cast, place):
    assert "Start a goal" in words(sam.get(cast.pack + place))


def test_what_was_begun_is_there_again_with_both_rulers(sam, cast, begin):
    begin(**BEGUN)
    page = markup(sam.get(f"{cast.pack}/goal"))
    assert "Walk to the shop" in page
    assert 'name="words-goal_importance" value="9" checked' in page
    assert 'name="words-goal_confidence" value="7" checked' in page


def test_the_pack_and_paper_say_it(sam, cast, begin):
    begin(**BEGUN)
    assert "Your goal so far: Walk to the shop" in words(sam.get(cast.pack))
    assert "(9)" in words(sam.get(f"/people/{cast.person.id}/paper"))


def test_it_is_sealed(session, begin):
    begin(**BEGUN)
    rows = session.exec(select(Note)).all()
    assert len(rows) == 5
    assert all("shop" not in row.words_sealed for row in rows)


def test_all_of_it_counts_as_one_answer(sam, cast, begin, fill):
    begin(**BEGUN)
    fill(sam, press="send")
    assert "1 answer is safely sent." in words(sam.get(f"{cast.pack}/sent"))


def test_a_change_replaces_what_was_there(sam, cast, begin):
    begin(**BEGUN)
    begin(goal_want="Swim")
    said = words(sam.get(cast.pack))
    assert "Swim" in said
    assert "Walk to the shop" not in said


@pytest.mark.parametrize("mark", ["11", "0", "ten", "-1", "not-sure"])
def test_a_mark_that_is_not_on_the_ruler_is_left_empty(session, begin, mark):
    begin(goal_want="Swim", goal_importance=mark)
    assert {note.box for note in session.exec(select(Note)).all()} == {"goal_want"}


def test_too_many_words_come_back(begin):
    reply = begin(goal_want="a" * 4001)
    assert reply.status_code == 422
    assert "a" * 4001 in markup(reply)


def test_in_the_talk_it_becomes_a_goal_word_for_word(session, cast, nurse, begin):
    begin(**BEGUN)
    path = f"/people/{cast.person.id}/conversation"
    assert "A goal they began Walk to the shop Important: 9 of 10." in words(nurse.get(path))
    nurse.post(path, {"press": "begun"})
    (goal,) = whole_plan(session, cast.person.id).goals
    assert (goal.says("want"), goal.says("importance")) == ("Walk to the shop", "9")
    (step,) = goal.actions
    assert (step.says("what"), step.says("in_the_way"), step.says("confidence")) == ("To the corner after lunch", "Rain", "7")


def test_it_is_offered_once(cast, nurse, begin):
    begin(**BEGUN)
    path = f"/people/{cast.person.id}/conversation"
    nurse.post(path, {"press": "begun"})
    assert "Make it a goal of the plan" not in words(nurse.get(path))


def test_with_nothing_begun_the_press_makes_nothing(session, cast, nurse):
    nurse.post(f"/people/{cast.person.id}/conversation", {"press": "begun"})
    assert whole_plan(session, cast.person.id).goals == []
