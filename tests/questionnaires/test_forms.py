"""Every questionnaire but mood: what the practice asks, one question a page in its owner's words, each answer its own save."""

from datetime import date

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.people_cast import a_staff_member, sign_in
from webapp.content.catalogue import instrument, mood_tools, places
from webapp.instruments.models import InstrumentChoice
from webapp.practices.models import Role
from webapp.questionnaires.models import Answer, Response
from webapp.signoffs.contents import contents
from webapp.signoffs.models import SignOff
from webapp.tasks.models import Task

OTHERS = sorted(set(places()) - mood_tools())


@pytest.fixture
def questions(cast):
    return f"/people/{cast.person.id}/questions"


@pytest.fixture
def ask(session, cast):
    """`ask("gad7")`: the practice switches it on."""

    def ask(name, asked=True):
        session.add(InstrumentChoice(practice_id=cast.practice.id, instrument=name, asked=asked))
        session.commit()

    return ask


def test_the_pack_leads_to_more_questions_in_one_press_and_keeps_what_was_typed(sam, cast, fill):
    reply = fill(sam, press="questions", ask="Why?")
    assert reply.headers["Location"] == cast.pack.replace("/pack", "/questions")
    said = words(sam.follow(reply))
    assert "How is your mood?" in said and "Feeling in charge" in said and "How are your worries?" not in said
    assert "Why?" in markup(sam.get(cast.pack))


@pytest.mark.parametrize("name", OTHERS)
def test_one_question_a_page_in_its_owners_words_with_its_notice_and_no_default(sam, questions, ask, name):
    ask(name)
    asked = instrument(name)
    for number, question in enumerate(asked.questions, 1):
        page = sam.get(f"{questions}/{name}/{number}")
        said = words(page)
        assert question.text in said and asked.copyright_notice in said and " checked" not in markup(page)
        assert [option.label for option in asked.options_of(question) if option.label not in said] == []
        assert [other.text for other in asked.questions if other.text in said] == [question.text]
    assert sam.get(f"{questions}/{name}/{len(asked.questions) + 1}").status_code == 404


def test_feeling_in_charge_says_what_it_is_not(sam, questions):
    assert "A talking tool. Not a test. Not validated. Not the PAM." in words(sam.get(f"{questions}/feeling_in_charge"))


def test_each_answer_is_kept_at_once_and_stands_when_its_page_is_opened_again(sam, questions, look):
    place = f"{questions}/feeling_in_charge"
    reply = sam.post(f"{place}/1", {"answer": "2"})
    assert reply.headers["Location"] == f"{place}/2"
    sam.post(f"{place}/2", {"press": "not-sure"})
    sam.post(f"{place}/3", {"press": "skip"})
    assert {(row.question, row.words) for row in look(select(Answer))} == {("k1", "2"), ("k2", "not-sure"), ("s1", "skipped")}
    assert 'value="2" checked' in markup(sam.get(f"{place}/1")) and "Question 2 of 6" in words(sam.get(f"{place}/2"))
    assert [row.sent_at for row in look(select(Response))] == [None] and look(select(Task)) == []


def test_the_last_page_says_sent_and_what_is_left(sam, questions, look):
    place = f"{questions}/feeling_in_charge"
    for number in (1, 2, 3, 4, 6):
        reply = sam.post(f"{place}/{number}", {"answer": "3"})
    said = sam.follow(reply)
    assert "Your answers are safely sent." in words(said) and f"{place}/5" in markup(said)
    sam.post(f"{place}/5", {"answer": "0"})
    sam.post(f"{place}/6", {"answer": "0"})
    assert [row.sent_at is not None for row in look(select(Response))] == [True]
    assert "You answered these." in words(sam.get(questions))


@pytest.mark.parametrize("answer", [None, "", "4", "-1", "many"])
def test_no_answer_says_how_to_put_it_right_and_keeps_nothing(sam, questions, look, answer):
    reply = sam.post(f"{questions}/feeling_in_charge/1", {"press": "answer"} | ({"answer": answer} if answer is not None else {}))
    assert reply.status_code == 422 and "Choose an answer, or press Skip." in words(reply) and look(select(Answer)) == []


def test_who_never_drinks_is_not_asked_how_much(sam, questions, ask):
    ask("audit_c_uk")
    place = f"{questions}/audit_c_uk"
    assert sam.post(f"{place}/1", {"answer": "0"}).headers["Location"] == f"{place}/end"
    assert sam.post(f"{place}/1", {"answer": "1"}).headers["Location"] == f"{place}/2"
    assert "Question 2 of 3" in words(sam.get(f"{place}/2"))


def test_answers_of_somebody_else_are_never_met_by_the_person(sam, questions, look):
    place = f"{questions}/feeling_in_charge"
    sam.post(place, {"who": "for_me"})
    sam.post(f"{place}/1", {"answer": "3", "who": "for_me"})
    sam.post(place, {"who": "me"})
    assert " checked" not in markup(sam.get(f"{place}/1"))
    assert [row.channel for row in look(select(Answer))] == ["for_me"]


def test_worries_are_read_by_a_day_that_is_shown(sam, questions, ask, look):
    ask("gad7")
    assert "We read them by the end of" in words(sam.get(f"{questions}/gad7"))
    sam.post(f"{questions}/gad7/1", {"answer": "0"})
    assert len(look(select(Task))) == 1 and "999" in words(sam.get(f"{questions}/gad7/2"))


@pytest.mark.parametrize("name", ["gad7", "pam", "my_care_check", "ruler_importance", "phq9", "../x"])
def test_what_is_not_asked_is_the_plain_404(sam, questions, name):
    assert sam.get(f"{questions}/{name}").status_code == 404 and sam.post(f"{questions}/{name}/1", {"answer": "1"}).status_code == 404


def test_mood_is_offered_again_alone_when_somebody_was_there(sam, cast, questions):
    mood = f"/people/{cast.person.id}/mood"
    for number in (1, 2):
        reply = sam.post(f"{mood}/{number}", {"answer": "0", "who": "with_me"})
    assert "You can answer again later, on your own." in words(sam.follow(reply))
    assert "You can answer them again, on your own." in words(sam.get(cast.pack))
    sam.post(f"{mood}/1", {"answer": "0", "who": "me"})
    assert "on your own" not in words(sam.get(cast.pack))


def test_answers_to_other_questions_are_not_counted_as_mood(sam, cast, questions):
    sam.post(f"{questions}/feeling_in_charge/1", {"answer": "2"})
    assert "You answered the mood questions." not in words(sam.get(cast.pack))


@pytest.fixture
def desk(browse, session, cast):
    return lambda role=Role.MANAGER: sign_in(browse(), session, a_staff_member(session, cast.practice, role))


def test_a_manager_switches_one_on_and_off_again(desk, sam, questions, look):
    manager = desk()
    assert "Generalised Anxiety Disorder-7 (GAD-7) Not asked" in words(manager.get("/staff/instruments"))
    manager.post("/staff/instruments/gad7", {"asked": "yes"})
    assert "(GAD-7) Asked" in words(manager.get("/staff/instruments")) and sam.get(f"{questions}/gad7").status_code == 200
    manager.post("/staff/instruments/gad7", {"asked": "no"})
    assert sam.get(f"{questions}/gad7").status_code == 404
    assert [(row.asked, row.chosen_by_id is not None) for row in look(select(InstrumentChoice).where(InstrumentChoice.instrument == "gad7"))] == [
        (True, True),
        (False, True),
    ]


def test_two_mood_tools_are_never_asked_together(desk, sam, questions):
    manager = desk()
    assert "It takes the place of: Patient Health Questionnaire-2 (PHQ-2)" in words(manager.get("/staff/instruments"))
    manager.post("/staff/instruments/phq8", {"asked": "yes"})
    said = words(manager.get("/staff/instruments"))
    assert "(PHQ-8) Asked" in said and "(PHQ-2) Not asked" in said
    assert words(sam.get(questions)).count("How is your mood?") == 1
    assert "Question 1 of 8" in words(sam.get(questions.replace("questions", "mood") + "/1"))
    manager.post("/staff/instruments/phq4", {"asked": "yes"})
    manager.post("/staff/instruments/gad7", {"asked": "yes"})
    said = words(manager.get("/staff/instruments"))
    assert "(GAD-7) Asked" in said and "(PHQ-4) Not asked" in said and "(PHQ-8) Not asked" in said


def test_phq9_says_why_it_cannot_be_asked_and_stays_off(desk, sam, cast):
    manager = desk()
    assert "First say who reads these answers, and when." in words(manager.get("/staff/instruments"))
    refused = manager.post("/staff/instruments/phq9", {"asked": "yes"})
    assert refused.status_code == 409 and "Nothing was changed." in words(refused)
    assert "Question 1 of 2" in words(sam.get(f"/people/{cast.person.id}/mood/1"))


def test_a_practice_that_chose_phq9_asks_phq2_while_nobody_is_sure_to_read_it(sam, cast, ask):
    ask("phq2", False)
    ask("phq9")
    assert "Question 1 of 2" in words(sam.get(f"/people/{cast.person.id}/mood/1"))


def test_licensed_and_unconfirmed_questionnaires_are_named_with_the_reason_and_have_no_button(desk):
    page = desk().get("/staff/instruments")
    assert "Patient Activation Measure (PAM)" in words(page) and "It needs a licence." in words(page)
    assert "/staff/instruments/pam" not in markup(page) and desk().post("/staff/instruments/pam", {"asked": "yes"}).status_code == 404


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.HCA, Role.COORDINATOR, Role.DUTY])
def test_only_managers_and_clinicians_choose(desk, role):
    assert desk(role).get("/staff/instruments").status_code == 404


def test_a_practice_that_asks_nothing_says_so_kindly(sam, cast, questions, ask):
    for name in ("phq2", "feeling_in_charge"):
        ask(name, False)
    assert "There are no more questions." in words(sam.get(questions)) and sam.get(f"/people/{cast.person.id}/mood").status_code == 404


def test_a_text_signed_off_is_no_draft_and_is_not_asked_once_its_sign_off_has_ended(desk, sam, session, cast, questions):
    signed = contents()["instrument:feeling_in_charge"]
    days = {"version": signed.version, "signed_by_id": cast.nurse.id, "expires_on": date(2026, 12, 31)}
    session.add(SignOff(practice_id=cast.practice.id, content_id=signed.id, **days))
    session.commit()
    drafts = words(desk().get("/staff/instruments"))
    assert "Feeling in charge Asked now People see it as" in drafts and "(PHQ-2) Asked now Draft: not signed off" in drafts
    session.exec(select(SignOff)).one().expires_on = date(2026, 12, 1)
    session.commit()
    assert "It must be looked at and signed again." in words(desk().get("/staff/instruments"))
    assert sam.get(f"{questions}/feeling_in_charge").status_code == 404
