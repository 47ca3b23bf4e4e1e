"""A practice loads a form of others, switches it on, and a person answers it one question a page."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlmodel import col, select

from tests.browsing import markup, words
from tests.instruments.fhir import HL7, coding, form, item, raw
from webapp.commands import main
from webapp.instruments.models import LoadedInstrument
from webapp.questionnaires.models import Answer, Response
from webapp.tasks.models import Task

SAMPLE = Path(__file__).parent / "cardiology-form.json"
WEEK = form(
    item("g", "group", text="Sleep", item=[item("s", "choice", required=True, answerOption=[coding("bad"), coding("ok"), coding("good")])]),
    item("o", "open-choice", answerOption=[coding("tea"), coding("milk")]),
    item("m", "choice", repeats=True, answerOption=[coding("mon"), coding("tue")]),
    item("y", "boolean"),
    item("n", "integer", extension=[{"url": f"{HL7}/maxValue", "valueInteger": 7}], enableWhen=[{"question": "y", "operator": "=", "answerBoolean": True}]),
    item("k", "quantity", extension=[{"url": f"{HL7}/questionnaire-unitOption", "valueCoding": {"code": code}} for code in ("kg", "g")]),
    item("d", "date"),
    item("t", "time"),
    item("w", "dateTime"),
    item("l", "string", repeats=True),
    item("x", "text", maxLength=20),
    copyright="Made up for tests.",
)


@pytest.fixture
def week(load, manager, questions):
    """The form above, loaded and switched on. Its address."""
    name = load(raw(WEEK)).headers["Location"].rpartition("/")[2]
    manager.post(f"/staff/instruments/{name}", {"asked": "yes"})
    return f"{questions}/{name}"


def test_a_loaded_form_is_kept_sealed_and_not_asked_before_somebody_says_so(load, manager, sam, questions, look):
    reply = load(raw(WEEK))
    page = words(manager.get(reply.headers["Location"]))
    assert "Your week Not asked" in page and "Question s? BAD; OK; GOOD" in page and "Made up for tests." in page
    (row,) = look(select(LoadedInstrument))
    assert row.content_sealed.startswith("1.") and row.loaded_by_id is not None and json.loads(row.content) == WEEK
    assert sam.get(f"{questions}/{row.instrument}").status_code == 404 and "Your week" not in words(sam.get(questions))


STEPS = [
    (1, {"answer": "2"}, "2"),
    (2, {"answer": "other", "answer-other": "Cocoa"}, "other:Cocoa"),
    (3, {"answer": ["0", "1"]}, '["0", "1"]'),
    (4, {"answer": "true"}, "true"),
    (5, {"answer": " 7 "}, "7"),
    (6, {"answer": "70,5", "answer-unit": "u0"}, "70.5 u0"),
    (7, {"answer-day": "3", "answer-month": "April", "answer-year": "2026"}, "2026-04-03"),
    (8, {"answer": "2:30 pm"}, "14:30"),
    (9, {"answer-day": "3", "answer-month": "4", "answer-year": "2026", "answer-time": "9am"}, "2026-04-03T09:00"),
    (10, {"answer": "one\n\ntwo"}, '["one", "two"]'),
    (11, {"answer": "<b>well</b>"}, "<b>well</b>"),
]


def test_every_kind_of_question_is_answered_kept_and_shown_again(sam, week, look):
    for number, typed, _kept in STEPS:
        reply = sam.post(f"{week}/{number}", typed)
        assert reply.headers["Location"] == (f"{week}/{number + 1}" if number < 11 else f"{week}/end"), number
    kept = {row.question: row.words for row in look(select(Answer).order_by(col(Answer.saved_at)))}
    assert list(kept.values()) == [words for _number, _typed, words in STEPS]
    (response,) = look(select(Response))
    assert response.sent_at and (response.version, len(response.sha256)) == ("2", 64)
    for number, typed, _kept in STEPS:
        page = sam.get(f"{week}/{number}").get_data(as_text=True)
        again = [f'value="{value}"' for name, value in typed.items() if name in ("answer-year", "answer-other")]
        assert all(value in page for value in again), number
    assert markup(sam.get(f"{week}/3")).count(" checked") == 2 and "&lt;b&gt;well" in sam.get(f"{week}/11").get_data(as_text=True)
    assert "Sleep" in words(sam.get(f"{week}/1")) and "Made up for tests." in words(sam.get(f"{week}/1"))


WRONG = [
    (1, {"answer": "3"}, "Choose an answer, or press Skip."),
    (2, {"answer": "other"}, "Write your own answer in the box, or choose one."),
    (4, {"answer": "yes"}, "Choose an answer, or press Skip."),
    (5, {"answer": "8"}, "Write 7 or less."),
    (5, {"answer": "1.5"}, "Write a whole number, like 12."),
    (5, {"answer": "9" * 400}, "Write a whole number, like 12."),
    (6, {"answer": "70"}, "Choose what you measured in."),
    (6, {"answer": "x", "answer-unit": "u0"}, "Write a number, like 12.5."),
    (7, {"answer-day": "31", "answer-month": "2", "answer-year": "2026"}, "Write a day, a month and a year"),
    (8, {"answer": "25:00"}, "Write a time, like 2:30pm."),
    (10, {"answer": " \n "}, "Write an answer, or press Skip."),
    (10, {"answer": "\n".join(map(str, range(30)))}, "Write 20 answers at most."),
    (11, {"answer": "x" * 21}, "Use 20 letters or fewer."),
]


@pytest.mark.parametrize(("number", "typed", "said"), WRONG)
def test_a_wrong_answer_says_how_to_put_it_right_keeps_what_was_typed_and_changes_nothing(sam, week, look, number, typed, said):
    reply = sam.post(f"{week}/{number}", typed | {"press": "answer"})
    assert reply.status_code == 422 and said in words(reply) and look(select(Answer)) == []
    if number in (5, 8, 11):
        assert typed["answer"] in reply.get_data(as_text=True)


def test_a_question_that_hangs_on_another_is_passed_over(sam, week):
    assert sam.post(f"{week}/4", {"answer": "false"}).headers["Location"] == f"{week}/6"
    assert "Question 5 of 10" in words(sam.get(f"{week}/6"))
    assert markup(sam.get(f"{week}/6")).count(f'href="{week}/4"') == 1


def test_a_required_question_may_still_be_skipped_and_the_form_is_not_finished(sam, week, look):
    assert "You can still skip it." in words(sam.get(f"{week}/1"))
    for number in range(1, 12):
        sam.post(f"{week}/{number}", {"press": "skip"})
    assert [row.sent_at for row in look(select(Response))] == [None]


def test_a_group_that_repeats_asks_whether_there_is_another(load, manager, sam, questions):
    name = load(raw(form(item("g", "group", text="Medicine", repeats=True, item=[item("m")])))).headers["Location"].rpartition("/")[2]
    manager.post(f"/staff/instruments/{name}", {"asked": "yes"})
    place = f"{questions}/{name}"
    sam.post(f"{place}/1", {"answer": "One"})
    assert "Medicine Is there another one to add?" in words(sam.get(f"{place}/2"))
    assert sam.post(f"{place}/2", {"answer": "true"}).headers["Location"] == f"{place}/3"
    assert sam.post(f"{place}/2", {"answer": "false"}).headers["Location"] == f"{place}/end"


def test_a_published_form_of_122_questions_walks_from_end_to_end(load, manager, sam, questions):
    name = load(SAMPLE.read_bytes(), **{"leave-out": "yes"}).headers["Location"].rpartition("/")[2]
    manager.post(f"/staff/instruments/{name}", {"asked": "yes"})
    address, pages = f"{questions}/{name}/1", 0
    while not address.endswith("/end"):
        page = sam.get(address)
        assert page.status_code == 200
        address, pages = sam.post(address, {"press": "skip"}).headers["Location"], pages + 1
    assert pages > 60 and sam.get(address).status_code == 200


def test_a_refused_file_says_every_reason_with_its_path_and_keeps_nothing(load, look):
    reply = load(SAMPLE.read_bytes())
    assert reply.status_code == 422 and look(select(LoadedInstrument)) == []
    said = words(reply)
    assert "Questionnaire.item[6].type" in said and "It asks for a file. People cannot send files here." in said


@pytest.mark.parametrize("odd", [b"", b"{", b"<x/>", b"[1]", b"\x00\xff", b"[" * 99_999])
def test_whatever_is_sent_is_refused_kindly(load, odd):
    assert load(odd).status_code == 422


def test_nothing_of_a_form_is_ever_taken_for_html(load, manager, sam, questions):
    evil = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    whole = form(item("a", "choice", text=evil, answerOption=[coding("x", evil)]), title=evil, publisher=evil, copyright=evil)
    name = load(raw(whole)).headers["Location"].rpartition("/")[2]
    manager.post(f"/staff/instruments/{name}", {"asked": "yes"})
    for page in (manager.get("/staff/instruments"), manager.get(f"/staff/instruments/{name}"), sam.get(questions), sam.get(f"{questions}/{name}/1")):
        assert "<img src=x" not in page.get_data(as_text=True) and page.status_code == 200


def test_loaded_twice_it_is_one_and_who_began_goes_on_with_what_they_began(load, look, sam, week):
    load(raw(WEEK))
    assert len(look(select(LoadedInstrument))) == 1
    newer = raw({**WEEK, "version": "3", "item": [item("new")]})
    load(newer)
    assert len(look(select(LoadedInstrument))) == 2 and "Question new?" in words(sam.get(f"{week}/1"))
    sam.post(f"{week}/1", {"answer": "Words"})
    load(raw(WEEK))
    assert "Question new?" in words(sam.get(f"{week}/1")) and [row.version for row in look(select(Response))] == ["3"]


def test_taken_away_it_is_no_longer_asked_and_the_answers_stay(load, manager, look, sam, week):
    sam.post(f"{week}/1", {"answer": "0"})
    assert manager.post(f"/staff/instruments/{week.rpartition('/')[2]}/withdrawal").status_code == 303
    assert sam.get(f"{week}/1").status_code == 404 and len(look(select(Answer))) == 1


def test_a_form_about_self_harm_waits_for_cover_and_is_never_asked_beside_the_mood_questions(load, manager, sam, questions):
    harm = item("9", "choice", code=[{"system": "http://loinc.org", "code": "44260-8"}], answerOption=[coding("n", "Not at all"), coding("s", "Several days")])
    name = load(raw(form(harm))).headers["Location"].rpartition("/")[2]
    refused = manager.post(f"/staff/instruments/{name}", {"asked": "yes"})
    assert refused.status_code == 409 and "First say who reads these answers" in words(refused) and sam.get(f"{questions}/{name}").status_code == 404
    assert "It takes the place of: Patient Health Questionnaire-2" not in words(manager.get("/staff/instruments/gad7"))


def test_a_mood_form_of_others_is_read_by_a_day_and_takes_the_place_of_ours(load, manager, sam, questions, look):
    low = item("2", "choice", code=[{"system": "http://loinc.org", "code": "44255-8"}], answerOption=[coding("n", "Not at all"), coding("s", "Several days")])
    name = load(raw(form(low))).headers["Location"].rpartition("/")[2]
    manager.post(f"/staff/instruments/{name}", {"asked": "yes"})
    assert "How is your mood?" not in words(sam.get(questions)) and "We read them by the end of" in words(sam.get(f"{questions}/{name}"))
    sam.post(f"{questions}/{name}/1", {"answer": "1"})
    assert len(look(select(Task))) == 1


@pytest.fixture
def command(settings, cast):
    return lambda *said: CliRunner().invoke(main, ["form", "add", "--practice", "Z99901", *said], obj=settings)


def test_the_command_loads_a_form_and_says_what_it_left_out_or_why_it_did_not(command, look):
    refused = command(str(SAMPLE))
    assert refused.exit_code == 1 and "Questionnaire.item[6].type: It asks for a file." in refused.output and look(select(LoadedInstrument)) == []
    loaded = command(str(SAMPLE), "--leave-out")
    assert loaded.exit_code == 0 and "Cardiology Form, version 1.0" in loaded.output and len(look(select(LoadedInstrument))) == 1
