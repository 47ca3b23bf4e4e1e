"""Question 9: on the duty list in the same save, help on the screen at once, and nothing that blocks or ranks."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.browsing import markup, words
from tests.cover.place import everything
from tests.people_cast import a_staff_member, sign_in
from tests.preparation.cast import FRIDAY_EVENING
from webapp.base.clock import in_london, pathway_now, wall
from webapp.cover.changes import acknowledge_test, keep_cover, note_crisis_check, send_test, stop_cover
from webapp.cover.models import DutyEntry
from webapp.cover.queries import said_in
from webapp.instruments.changes import choose
from webapp.pathway.models import Cycle
from webapp.practices.models import Nation, Role
from webapp.questionnaires.models import Answer
from webapp.tasks.models import Task, Urgency

ASKS = "Thoughts that you would be better off dead or of hurting yourself in some way"
TAP = 'id="help-at-the-tap"'


@pytest.fixture
def covered(session, cast):
    """Everything stands, and PHQ-9 was chosen."""
    staff = [a_staff_member(session, cast.practice, role) for role in (Role.CLINICIAN, Role.DUTY, Role.MANAGER)]
    keep_cover(session, practice=cast.practice, said=everything(*staff), by=staff[0].id)
    note_crisis_check(session, practice=cast.practice, by=staff[0].id)
    send_test(session, practice=cast.practice, by=staff[2].id)
    acknowledge_test(session, practice=cast.practice, by=staff[1].id)
    choose(session, practice=cast.practice, name="phq9", asked=True, wall=wall(), by=staff[2].id)
    session.commit()
    return staff


@pytest.fixture
def mood(cast, covered):
    return f"/people/{cast.person.id}/mood"


@pytest.fixture
def duty(look):
    return lambda: look(select(DutyEntry).order_by(DutyEntry.stored_at))


def test_where_cover_stands_and_it_was_chosen_the_nine_are_asked(sam, mood):
    assert "9 questions about how you feel" in words(sam.get(mood))
    assert ASKS in words(sam.get(mood + "/9"))


def test_when_cover_lapses_the_two_are_asked_on_the_next_request(sam, mood, session, cast, covered):
    stop_cover(session, practice=cast.practice, stop=True, by=covered[0].id)
    session.commit()
    assert "2 questions about how you feel" in words(sam.get(mood)) and sam.get(mood + "/9").status_code == 404


def test_a_test_text_too_old_asks_the_two_by_itself(mood, session, cast, clock, browse):
    clock.move_to(pathway_now() + timedelta(days=31))
    sam = sign_in(browse(), session, cast.person)
    assert "2 questions about how you feel" in words(sam.get(mood))


def test_before_the_start_it_says_that_nobody_watches_and_what_is_seen(sam, mood):
    said = words(sam.get(mood))
    for sentence in (
        "You can skip any question.",
        "You can stop at any time.",
        "No one reads them straight away.",
        "We read them by the end of Thursday 3 December 2026.",
        "If you tell us of such thoughts, we will see this. We may phone you.",
        "We save that answer as soon as you send it.",
        "If you change it, we see the first and the last.",
        "If you need help now, press Get help now.",
        "Your care stays the same, whatever you choose.",
        "I understand. Start",
        "Not now",
    ):
        assert sentence in said, sentence


def test_get_help_now_is_on_every_screen(sam, mood):
    for path in ("", *(f"/{number}" for number in range(1, 10)), "/end"):
        assert '<a href="/help">Get help now</a>' in markup(sam.get(mood + path)), path


@pytest.mark.parametrize("answer", ["1", "2", "3"])
def test_the_answer_and_the_duty_list_are_one_save(sam, mood, duty, look, answer):
    """Nothing else was answered, and nothing was sent at the end."""
    sam.post(mood + "/9", {"answer": answer})
    [entry], [kept] = duty(), look(select(Answer))
    assert kept.words == answer and abs((entry.stored_at - kept.saved_at).total_seconds()) < 5
    assert said_in(entry)[0]["words"] == {"1": "Several days", "2": "More than half the days", "3": "Nearly every day"}[answer]
    assert (entry.clock, entry.rule) == ("phq9_question_9", "phq9-question-9")


def test_when_the_duty_list_cannot_be_written_the_answer_is_not_taken_either(sam, mood, look, session):
    """So that no phone drops an answer that nobody is called for: it stays in the outbox."""
    session.execute(sa.text("ALTER TABLE duty_entry RENAME TO duty_entry_away"))
    session.commit()
    try:
        with pytest.raises(sa.exc.DBAPIError):
            sam.post(mood + "/9", {"answer": "1"})
        assert look(select(Answer)) == []
    finally:
        session.execute(sa.text("ALTER TABLE duty_entry_away RENAME TO duty_entry"))
        session.commit()


def test_not_at_all_calls_nobody_and_reassures_of_nothing(sam, mood, duty):
    said = words(sam.follow(sam.post(mood + "/9", {"answer": "0"})))
    assert duty() == [] and not [word for word in ("safe to", "low", "risk", "well done") if word in said.lower()]


def test_an_answer_taken_back_stays_with_first_and_last(sam, mood, duty):
    for answer in ("3", "0"):
        sam.post(mood + "/9", {"answer": answer})
    [entry] = duty()
    assert [(one["words"], one["first"]) for one in said_in(entry)] == [("Not at all", "Nearly every day")]


def test_not_at_all_first_and_thoughts_later_shows_both(sam, mood, duty):
    for answer in ("0", "2"):
        sam.post(mood + "/9", {"answer": answer})
    assert [(one["words"], one["first"]) for one in said_in(duty()[0])] == [("More than half the days", "Not at all")]


def test_who_answered_is_said_and_never_mistaken(sam, by_link, mood, duty, nurse):
    sam.post(mood + "/9", {"answer": "1", "who": "for_me"})
    by_link.post(mood + "/9", {"answer": "1"})
    assert sorted(said_in(entry)[0]["who"] for entry in duty()) == ["for_me", "letterbox"]
    assert "Answered by someone for them" in words(nurse.get("/staff/duty")) and "Answered with the link" in words(nurse.get("/staff/duty"))


def test_it_tops_the_reading_list_at_once_too(sam, mood, look):
    sam.post(mood + "/9", {"answer": "1"})
    task = look(select(Task))[0]
    assert task.urgency is Urgency.NOW and timedelta(minutes=59) < task.due_at - wall() <= timedelta(minutes=60)


def test_skipped_is_told_to_a_clinician_and_is_never_not_at_all(sam, mood, duty, look, nurse):
    sam.post(mood + "/9", {"press": "skip"})
    assert duty() == [] and [task.why for task in look(select(Task))] == ["mood_skipped_over"]
    assert "A question about danger was skipped. Talk about it." in words(nurse.get("/staff"))


def nine(sam, mood, answers: str):
    """One letter a question; `s` is skipped."""
    for number, answer in enumerate(answers, 1):
        reply = sam.post(f"{mood}/{number}", {"press": "skip"} if answer == "s" else {"answer": answer})
    return reply


@pytest.mark.parametrize(
    ("answers", "urgency"),
    [
        ("111100000", Urgency.SOON),
        ("333300000", Urgency.SOON),
        ("333333110", Urgency.SAME_DAY),
        ("3333333ss", Urgency.SAME_DAY),
        ("33333311", Urgency.SAME_DAY),
        ("333333100", Urgency.SOON),
        ("000000001", Urgency.NOW),
    ],
    ids=["4", "12", "20", "21 and two skipped", "20 of a half", "19", "question 9 alone"],
)
def test_how_soon_it_is_read_follows_the_catalogue(sam, mood, look, answers, urgency):
    nine(sam, mood, answers)
    task = look(select(Task))[0]
    assert task.urgency is urgency
    today = in_london(task.due_at).date() == wall().date()
    assert today is (urgency is not Urgency.SOON)


def test_a_high_total_says_kindly_that_it_sounds_hard(sam, mood):
    said = words(sam.follow(sam.post(sam.follow(nine(sam, mood, "333333110")).request.path, {"press": "skip"})))
    assert "It sounds like things are hard just now." in said and "Please get help now" not in said
    assert not [word for word in ("severe", "moderate", "depression", "score") if word in said.lower()]


def test_without_script_help_stands_on_the_page_that_follows(sam, mood):
    said = words(sam.follow(sam.post(mood + "/9", {"answer": "1"})))
    for sentence in (
        "Thank you for telling us.",
        "You are not alone.",
        "Please do not wait for us to read this.",
        "Phone 999",
        "Or go to A and E.",
        "Phone 111",
        "Then choose option 2, for mental health.",
        "Phone Samaritans 116 123",
        "Text SHOUT to 85258",
    ):
        assert sentence in said, sentence


def test_with_script_it_waits_hidden_on_the_page_itself_and_names_the_answers(sam, mood):
    page = markup(sam.get(mood + "/9"))
    assert TAP in page and 'data-help-when="1 2 3"' in page and "js/mood.js" in page
    panel = page[page.index(TAP) :]
    for link in ('href="tel:999"', 'href="tel:111"', 'href="tel:116123"', 'href="sms:85258?body=SHOUT"'):
        assert link in panel[: panel.index("</section>")], link
    assert TAP not in markup(sam.get(mood + "/8")) and "js/mood.js" not in markup(sam.get(mood + "/8"))


@pytest.mark.parametrize(
    ("nation", "says", "not_says"),
    [
        (Nation.WALES, "Then choose option 2, for mental health.", "Lifeline"),
        (Nation.SCOTLAND, "Phone Breathing Space 0800 83 85 87", "option 2"),
        (Nation.NORTHERN_IRELAND, "Phone Lifeline 0808 808 8000", "111"),
    ],
)
def test_the_numbers_are_those_of_the_nation(sam, mood, session, cast, nation, says, not_says):
    cast.practice.nation = nation
    session.add(cast.practice)
    session.commit()
    page = markup(sam.follow(sam.post(mood + "/9", {"answer": "1"})))
    panel = page[page.index('id="help-first"') :]
    panel = " ".join(words_in(panel[: panel.index("</section>")]).split())
    assert says in panel and not_says not in panel


def words_in(piece: str) -> str:
    return re.sub(r"<[^>]+>", " ", piece)


@pytest.fixture
def friday_evening(clock, covered):
    clock.move_to(FRIDAY_EVENING)


@pytest.mark.usefixtures("friday_evening")
def test_after_sending_it_says_when_somebody_opens_and_asks_for_the_number(browse, session, cast, mood, duty, nurse):
    sam = sign_in(browse(), session, cast.person)
    said = words(sam.follow(last(sam, mood)))
    assert "Your GP surgery has this answer." in said and "It opens on Monday 30 November 2026 at 8am." in said
    assert "We will try to phone you that day." in said and "Is this the right number?" in said
    after = words(sam.follow(sam.post(mood + "/phone", {"call": "no_message"})))
    assert "Thank you. We wrote this down." in after and duty()[0].call_me == "no_message"
    clinician = sign_in(browse(), session, cast.nurse)
    assert "They say the number is right. Do not leave a message." in words(clinician.get("/staff/duty"))


def last(sam, mood):
    sam.post(mood + "/9", {"answer": "2"})
    return sam.post(mood + "/10", {"press": "skip"})


def test_who_came_by_a_link_never_sees_the_number(by_link, mood, cast):
    said = words(by_link.follow(last(by_link, mood)))
    assert "The one that your GP surgery has for you." in said and "07700" not in said


def test_nobody_else_is_asked_about_a_number(sam, by_link, mood):
    last(sam, mood)
    assert "Is this the right number?" not in words(by_link.get(mood + "/end"))


def test_a_phone_that_sends_it_late_is_taken_though_the_two_are_asked_now(sam, mood, session, cast, covered, duty, look):
    """Answered without a signal while the nine were asked; meanwhile the cover lapsed."""
    stop_cover(session, practice=cast.practice, stop=True, by=covered[0].id)
    session.commit()
    reply = sam.post(mood + "/9", {"answer": "2", "tool": "phq9", "press": "answer"})
    assert reply.headers["Location"] == mood + "/end" and "Thank you for telling us." in words(sam.follow(reply))
    assert len(duty()) == 1 and look(select(Answer))[0].words == "2"


@pytest.mark.parametrize("tool", ["phq22", "gad7", "../phq9", ""])
def test_a_tool_that_is_none_is_the_tool_that_is_asked(sam, mood, look, tool):
    sam.post(mood + "/1", {"answer": "1", "tool": tool})
    assert len(look(select(Answer))) == 1


def test_sent_after_the_year_was_over_it_still_calls_somebody(sam, mood, session, cast, duty, look):
    session.get(Cycle, cast.cycle.id).closed_on = wall().date()
    session.commit()
    reply = sam.post(mood + "/9", {"answer": "1", "tool": "phq9"})
    assert reply.status_code == 410 and "Your GP surgery sees what you told us." in words(reply) and "116 123" in words(reply)
    assert len(duty()) == 1
    assert "Your answer was not saved." in words(sam.post(mood + "/9", {"answer": "0", "tool": "phq9"}))


def test_the_read_by_day_is_the_one_that_was_shown(sam, mood, look):
    sam.post(mood + "/1", {"answer": "1"})
    assert in_london(look(select(Task))[0].due_at).date().isoformat() == "2026-12-03"
