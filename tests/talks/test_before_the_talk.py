"""What the nurse reads, who may read it, and that the person sees it was read."""

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_staff_member, sign_in
from tests.preparation.cast import TALK
from webapp.access.models import AccessLogEntry
from webapp.accounts.models import Link, LinkKind
from webapp.pathway.models import Appointment
from webapp.practices.models import Role
from webapp.preparation.models import AgendaItem
from webapp.tasks.models import Task, TaskKind

DAY = "/staff/talks?day=2026-12-15"


@pytest.fixture
def desk(browse, session, cast):
    """`desk(Role.HCA)` is somebody with that role, signed in."""
    return lambda role: sign_in(browse(), session, a_staff_member(session, cast.practice, role))


@pytest.fixture
def written(sam, cast, fill, look):
    fill(sam, press="send", prompts=["sleep", "pain", "feeling_safe"], ask="Why am I tired?", hard="Stairs", _result_hba1c="It came down")
    pain = look(select(AgendaItem).where(AgendaItem.prompt == "pain"))[0]
    sam.post(cast.pack + "/first", {"first": [pain.id]})
    for question, answer in ((1, "3"), (2, "1")):
        sam.post(f"/people/{cast.person.id}/mood/{question}", {"answer": answer})


@pytest.mark.usefixtures("written")
def test_one_page_says_what_comes_first_in_their_words_with_their_results(nurse):
    said = words(nurse.get(DAY))
    assert "10:30am Sam Carter" in said and "Not read yet" in said
    assert said.index("Pain") < said.index("Sleep")
    assert "Why am I tired?" in said and "Stairs" in said and "It came down" in said
    assert "Results shared HbA1c 58 mmol/mol" in said


@pytest.mark.usefixtures("written")
def test_mood_answers_are_for_clinicians_and_duty_only(nurse, desk):
    assert "Little interest or pleasure in doing things: Nearly every day" in words(nurse.get(DAY))
    assert "Total 4 of 6" in words(desk(Role.DUTY).get(DAY))
    for role in (Role.HCA, Role.COORDINATOR):
        said = words(desk(role).get(DAY))
        assert "Why am I tired?" in said and "Little interest" not in said and "Answers to read" not in said


@pytest.mark.usefixtures("written")
def test_feeling_safe_goes_to_a_trained_clinician_only(nurse, desk):
    assert "Feeling safe" in words(nurse.get(DAY))
    assert "Feeling safe" not in words(desk(Role.HCA).get(DAY))


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MANAGER])
def test_reception_and_managers_see_no_answers(desk, cast, role):
    for path in (DAY, f"/people/{cast.person.id}/record"):
        assert desk(role).get(path).status_code == 404


@pytest.mark.usefixtures("written")
def test_each_look_is_written_down(nurse, cast, look):
    nurse.get(DAY)
    entries = {entry.permission for entry in look(select(AccessLogEntry).where(AccessLogEntry.person_id == cast.person.id))}
    assert {"before_talk.read", "mood.read"} <= entries


@pytest.mark.usefixtures("written")
def test_one_press_marks_it_read_and_the_person_sees_it(nurse, sam, cast, fill):
    reply = nurse.post(f"/people/{cast.person.id}/reading")
    assert reply.status_code == 303 and "day=2026-12-15" in reply.headers["Location"]
    assert "Read by Nurse Team A" in words(nurse.get(DAY))
    assert "Nurse Team A read your words on Wednesday 2 December 2026." in words(sam.get(cast.pack))
    fill(sam, press="save")
    assert "Read by Nurse Team A" in words(nurse.get(DAY))
    fill(sam, press="save", new="One more thing")
    assert "Not read yet" in words(nurse.get(DAY))


@pytest.mark.usefixtures("written")
def test_the_record_is_a_plain_block_in_their_words(nurse, desk, cast):
    page = nurse.get(f"/people/{cast.person.id}/record").get_data(as_text=True)
    assert "Why am I tired?" in page and "total 4 of 6" in page and "To talk about first\n- Pain" in page
    assert "PHQ-2" not in desk(Role.HCA).get(f"/people/{cast.person.id}/record").get_data(as_text=True)


@pytest.mark.parametrize("day", ["", "?day=tomorrow", "?day=0001-01-01", "?day=2026-13-45"])
def test_an_odd_day_shows_a_page(nurse, day):
    assert nurse.get("/staff/talks" + day).status_code == 200


def test_next_working_day_is_shown_first(nurse):
    assert "Before the talk : Thursday 3 December 2026" in words(nurse.get("/staff/talks")).replace("talk:", "talk :")


def test_a_letter_has_a_code_shown_once(nurse, cast, look):
    path = f"/people/{cast.person.id}/letter"
    assert "Type this code:" not in words(nurse.get(path))
    made = nurse.post(path)
    assert "Type this code:" in words(made) and b'src="data:image/svg+xml' in made.data
    assert "Type this code:" not in words(nurse.get(path))
    nurse.post(path)
    letters = look(select(Link).where(Link.kind == LinkKind.LETTER).order_by(Link.made_at))
    assert [link.stopped_at is None for link in letters] == [False, True]


def test_reception_prints_a_letter_without_results(desk, nurse, cast):
    path = f"/people/{cast.person.id}/letter"
    assert "58" in words(nurse.get(path))
    reply = desk(Role.RECEPTION).get(path)
    assert reply.status_code == 200 and "Sugar in your blood" not in words(reply)


def test_paper_prints_what_there_is(sam, cast, fill):
    fill(sam, ask="Why am I tired?", prompts=["sleep", "loneliness"])
    said = words(sam.get(f"/people/{cast.person.id}/paper"))
    assert "58" in said and "Why am I tired?" in said
    assert "Feeling lonely" not in said


def test_words_sent_with_no_talk_booked_are_still_read(sam, nurse, cast, session, fill, look):
    session.exec(select(Appointment)).one().cancelled_at = TALK
    session.commit()
    fill(sam, press="send", ask="Why am I tired?")
    assert [task.kind for task in look(select(Task))] == [TaskKind.READ_ANSWERS]
    assert "Read their words" in words(nurse.get("/staff/talks"))
    assert "Why am I tired?" in nurse.get(f"/people/{cast.person.id}/record").get_data(as_text=True)
