"""The mood questions: exact words, no default, help at once, and a promise about reading that is true."""

from datetime import date, time

import pytest
from sqlmodel import select

from tests.browsing import Forms, markup, words
from tests.people_cast import a_staff_member, sign_in
from tests.preparation.cast import FRIDAY_EVENING
from webapp.base.clock import london
from webapp.messages.models import Message
from webapp.practices.models import Role
from webapp.questionnaires.models import Answer
from webapp.tasks.models import Task, TaskKind, Urgency

# 640 letters, a nonce and a tag, in base64, and the number of the key.
LENGTH_OF_A_COOKIE = 897
CRISIS = ("999", "111", "116 123", "85258")


@pytest.fixture
def mood(cast):
    return f"/people/{cast.person.id}/mood"


@pytest.fixture
def friday_evening(clock):
    clock.move_to(FRIDAY_EVENING)


def test_one_question_a_page_in_its_owners_words_with_no_default(sam, mood):
    said = words(sam.get(mood + "/1"))
    assert "Over the last 2 weeks, how often have you been bothered by any of the following problems?" in said
    assert "Little interest or pleasure in doing things" in said and "Feeling down" not in said
    assert "Not at all Several days More than half the days Nearly every day" in said
    assert "Feeling down, depressed, or hopeless" in words(sam.get(mood + "/2"))
    assert "checked" not in markup(sam.get(mood + "/1"))
    assert sam.get(mood + "/3").status_code == 404


def test_help_numbers_are_on_every_page(sam, mood):
    for path in ("", "/1", "/2", "/end"):
        said = words(sam.get(mood + path))
        assert all(number in said for number in CRISIS), path
    for path in ("/1", "/2", "/end"):
        said = words(sam.follow(sam.post(mood + "/1", {"answer": "3"})) if path == "/1" else sam.get(mood + path))
        assert all(number in said for number in CRISIS), path


@pytest.mark.usefixtures("friday_evening")
def test_on_friday_evening_the_start_says_monday(sam_now, mood):
    said = words(sam_now.get(mood))
    assert "No one reads them straight away." in said
    assert "We read them by the end of Monday 30 November 2026." in said


@pytest.fixture
def sam_now(browse, session, cast):
    """Signed in by the clock as it stands now."""
    return sign_in(browse(), session, cast.person)


@pytest.mark.usefixtures("friday_evening")
def test_a_marked_answer_on_friday_evening_gets_help_at_once_and_tops_the_list(sam_now, mood, look, cast):
    reply = sam_now.follow(sam_now.post(mood + "/1", {"answer": "3"}))
    said = words(reply)
    assert said.index("Please do not wait for us to read this.") < said.index("Feeling down")
    assert "We read your answers by the end of Monday 30 November 2026." in said and "Your GP surgery is closed now." in said
    assert look(select(Message)) == []
    task = look(select(Task))[0]
    assert (task.kind, task.urgency, task.person_id) == (TaskKind.READ_ANSWERS, Urgency.SAME_DAY, cast.person.id)
    assert task.due_at == london(date(2026, 11, 30), time(18, 30))


def test_two_middling_answers_together_bring_help(sam, mood):
    assert "Please get help now" not in words(sam.follow(sam.post(mood + "/1", {"answer": "1"})))
    assert "Please get help now" in words(sam.follow(sam.post(mood + "/2", {"answer": "2"})))


@pytest.mark.parametrize("answer", ["0", "3"])
def test_no_address_and_no_cookie_tells_what_was_answered(sam, mood, answer):
    replies = [sam.post(f"{mood}/{number}", {"answer": answer, "who": "for_me"}) for number in (1, 2)]
    assert [reply.headers["Location"] for reply in replies] == [mood + "/2", mood + "/end"]
    assert {len(sam.client.get_cookie("handed").value)} == {LENGTH_OF_A_COOKIE} and "for_me" not in str([reply.headers for reply in replies])


def test_once_an_answer_called_for_help_it_stays_to_the_end(sam, mood):
    sam.post(mood + "/1", {"answer": "3"})
    assert "Please get help now" in words(sam.follow(sam.post(mood + "/2", {"answer": "0"})))
    assert "Please get help now" not in words(sam.follow(sam.post(mood, {"who": "me"})))
    assert "Please get help now" not in words(sam.get(mood + "/end?help=1"))


def test_a_calm_answer_is_read_too_by_the_day_that_was_shown(sam, mood, look):
    sam.post(mood + "/1", {"answer": "0"})
    assert "We read them by the end of Thursday 3 December 2026." in words(sam.get(mood))
    task = look(select(Task))[0]
    assert task.urgency is Urgency.SOON and task.due_at == london(date(2026, 12, 3), time(18, 30))


def test_skipping_is_an_answer_and_opens_nothing(sam, mood, look):
    for question in (1, 2):
        reply = sam.post(f"{mood}/{question}", {"press": "skip"})
    assert "safely sent" in words(sam.follow(reply))
    assert {answer.words for answer in look(select(Answer))} == {"skipped"} and look(select(Task)) == []


@pytest.mark.parametrize("answer", [None, "", "4", "-1", "three"])
def test_no_choice_says_how_to_put_it_right(sam, mood, look, answer):
    reply = sam.post(mood + "/1", {"answer": answer} if answer is not None else {})
    assert reply.status_code == 422 and "Choose an answer, or press Skip." in words(reply)
    assert look(select(Answer)) == []


def test_answering_again_keeps_the_first_answer(sam, mood, look, nurse):
    for answer in ("3", "3", "0"):
        sam.post(mood + "/1", {"answer": answer})
    assert [(row.words, row.replaced_at is None) for row in look(select(Answer).order_by(Answer.saved_at))] == [("3", False), ("0", True)]
    assert "Not at all First answer: Nearly every day" in words(nurse.get("/staff/talks?day=2026-12-15"))


def test_a_link_may_answer_and_never_sees_an_answer(by_link, sam, mood, look):
    sam.post(mood + "/1", {"answer": "2"})
    by_link.post(mood + "/1", {"answer": "0"})
    assert sorted((row.words, row.channel, row.replaced_at is None) for row in look(select(Answer))) == [("0", "letterbox", True), ("2", "own", True)]
    for path in ("", "/1", "/2", "/end"):
        assert " checked" not in markup(by_link.get(mood + path))


def test_answers_of_someone_for_me_are_offered_again_in_private(sam, cast, mood):
    reply = sam.post(cast.pack, {"filler": "for_me", "press": "mood"})
    assert reply.headers["Location"] == mood
    form = next(form for form in Forms(sam.get(mood + "/1").get_data(as_text=True)).found if form["action"] == mood + "/1")
    assert ("who", "for_me") in form["fields"]
    for question in (1, 2):
        reply = sam.post(f"{mood}/{question}", {"who": "for_me", "answer": "1"})
    assert "They can answer again on their own." in words(sam.follow(reply))
    assert "You can answer them again, on your own." in words(sam.get(cast.pack))
    sam.post(mood + "/1", {"answer": "0"})
    assert "on your own" not in words(sam.get(cast.pack))


def test_a_named_person_closes_the_reading_with_what_they_did(sam, nurse, cast, mood, look):
    sam.post(mood + "/1", {"answer": "3"})
    assert f'id="mood-{cast.person.id}"' in nurse.get("/staff/talks").get_data(as_text=True)
    wrong = nurse.post(mood + "/closing", {"outcome": "shrugged", "note": "Tried twice"})
    assert wrong.status_code == 422 and "Tried twice" in wrong.get_data(as_text=True)
    nurse.post(mood + "/closing", {"outcome": "phoned", "note": "Spoke at 9."})
    task = look(select(Task))[0]
    assert (task.outcome, task.note, task.closed_by_id) == ("phoned", "Spoke at 9.", cast.nurse.id)
    assert "Answers to read" not in words(nurse.get("/staff/talks"))


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.HCA, Role.COORDINATOR, Role.MANAGER])
def test_only_clinicians_and_duty_close_a_reading(browse, session, cast, mood, role):
    staff = sign_in(browse(), session, a_staff_member(session, cast.practice, role))
    assert staff.post(mood + "/closing", {"outcome": "read"}).status_code == 404


def test_answers_are_sealed(sam, mood, look):
    sam.post(mood + "/1", {"answer": "3"})
    assert look(select(Answer))[0].words_sealed.startswith("1.")
