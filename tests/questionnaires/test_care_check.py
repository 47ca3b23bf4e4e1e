"""My care check with a name: offered after the talk, one question a page, each answer kept as it comes."""

from datetime import date

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.people_cast import sign_in
from tests.questionnaires.care import QUESTIONS, Checker, somebody_talked
from webapp.accounts.models import Tier
from webapp.content.catalogue import care_check
from webapp.pathway.models import Stage
from webapp.plans.changes import open_plan
from webapp.questionnaires.models import Answer, Response, UnnamedTaken
from webapp.tasks.models import Task


@pytest.fixture
def sam(browse, session, practice):
    return Checker(browse, session, somebody_talked(session, practice, "Sam"))


@pytest.fixture
def rows(database):
    def rows(statement) -> list:
        with database.reading() as reading:
            return list(reading.exec(statement))

    return rows


def test_the_plan_offers_it_after_the_talk_and_says_that_the_name_may_be_left_out(sam, session):
    open_plan(session, person_id=sam.person.id)
    session.commit()
    said = words(sam.browser.get(f"/people/{sam.person.id}/plan"))
    assert "How was your care?" in said and "You may leave out your name." in said


@pytest.mark.parametrize(
    ("talked", "stage", "offered"),
    [
        (date(2026, 12, 2), Stage.PLAN_AGREED, True),
        (date(2026, 10, 21), Stage.LIVING_IT, True),
        (date(2026, 10, 20), Stage.LIVING_IT, False),
        (date(2026, 12, 3), Stage.PLAN_AGREED, False),
        (date(2026, 12, 1), Stage.CONVERSATION, False),
        (date(2026, 12, 1), Stage.REVIEW_DUE, False),
    ],
)
def test_it_is_offered_from_the_day_of_the_talk_for_six_weeks(browse, session, practice, talked, stage, offered):
    ann = Checker(browse, session, somebody_talked(session, practice, "Ann", talked, stage))
    assert ("With my name" in words(ann.browser.get(ann.start))) is offered
    assert ann.begin("named").status_code == (303 if offered else 409)
    assert ann.browser.post(f"{ann.start}/1", {"answer": "1"}).status_code == (303 if offered else 410)


def test_one_question_a_page_in_the_exact_words_with_no_default(sam):
    sam.begin("named")
    for number, question in enumerate(care_check().questions, 1):
        page = sam.browser.get(f"{sam.start}/{number}")
        labels = " ".join(option.label for option in care_check().options_of(question))
        assert f"Think about the last 12 months. {question.text} {labels}" in words(page) and " checked" not in markup(page)
    assert sam.browser.get(f"{sam.start}/8").status_code == 404


def test_nothing_is_chosen_for_the_person_between_with_and_without_a_name(sam):
    page = sam.browser.get(sam.start)
    assert "With my name" in words(page) and "Without my name" in words(page) and " checked" not in markup(page)
    wrong = sam.browser.post(sam.start, {"who": "with_me"})
    assert wrong.status_code == 422 and "Choose with your name, or without." in words(wrong)
    assert 'value="with_me" checked' in markup(wrong)


def test_each_answer_is_kept_at_once_skipping_is_one_and_an_answer_may_be_changed(sam, rows):
    sam.answer("named", "3-")
    assert {(row.question, row.words) for row in rows(select(Answer))} == {("who", "me"), ("q1", "3"), ("q2", "skipped")}
    sam.browser.post(f"{sam.start}/1", {"answer": "0"})
    standing = {row.question: row.words for row in rows(select(Answer).where(Answer.replaced_at.is_(None)))}
    assert standing["q1"] == "0" and rows(select(Task)) == []
    assert 'value="0" checked' in markup(sam.browser.get(f"{sam.start}/1"))


@pytest.mark.parametrize("answer", ["", "4", "-1", "many"])
def test_no_answer_says_how_to_put_it_right_and_keeps_nothing(sam, rows, answer):
    sam.begin("named")
    reply = sam.browser.post(f"{sam.start}/1", {"answer": answer, "press": "answer"})
    assert reply.status_code == 422 and "Choose an answer, or press Skip." in words(reply) and rows(select(Answer)) == []


def test_words_need_a_choice_of_who_may_read_them_and_stay_in_the_box(sam, rows):
    sam.answer("named", "3" * QUESTIONS)
    page = sam.browser.get(f"{sam.start}/7")
    assert words(page).index("This is not for emergencies.") < words(page).index("Your words") and "999" in words(page)
    wrong = sam.browser.post(f"{sam.start}/7", {"words": "The nurse was kind.", "press": "answer"})
    assert wrong.status_code == 422 and "Choose who may read your words." in words(wrong) and "The nurse was kind." in words(wrong)
    too_long = sam.browser.post(f"{sam.start}/7", {"words": "x" * 2001, "readers": "no_name"})
    assert too_long.status_code == 422 and "x" * 2001 in words(too_long)
    done = sam.browser.post(f"{sam.start}/7", {"words": "The nurse was kind.", "readers": "with_name"})
    assert "safely sent" in words(sam.browser.follow(done))
    assert ("words", "The nurse was kind.") in {(row.question, row.words) for row in rows(select(Answer))}
    assert [row.sent_at is not None for row in rows(select(Response))] == [True]


def test_somebody_answering_for_the_person_is_told_apart_and_meets_none_of_their_answers(sam, rows):
    sam.answer("named", "3")
    sam.begin("named", who="for_me")
    assert " checked" not in markup(sam.browser.get(f"{sam.start}/1"))
    sam.browser.post(f"{sam.start}/1", {"answer": "0"})
    assert sorted((row.channel, row.words) for row in rows(select(Answer).where(Answer.question == "q1"))) == [("for_me", "0"), ("own", "3")]


def test_who_began_with_a_name_is_not_asked_again_and_gets_no_second_check_without(sam, rows):
    sam.answer("named", "3")
    assert "Without my name" not in words(sam.browser.get(sam.start))
    assert sam.begin("unnamed").headers["Location"] == f"{sam.start}/1" and rows(select(UnnamedTaken)) == []


def test_a_link_alone_opens_nothing_of_it_and_answers_are_sealed(sam, browse, session, rows):
    sam.answer("named", "2")
    assert all(row.words_sealed.startswith("1.") for row in rows(select(Answer)))
    by_link = sign_in(browse(), session, sam.person, Tier.LETTERBOX)
    assert by_link.get(sam.start).status_code == 303 and "code-needed" in by_link.get(sam.start).headers["Location"]
