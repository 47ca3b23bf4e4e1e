"""The desk's pages: what is ready, the file, the same file again, and which did not arrive."""

import pytest

from tests.browsing import words
from tests.messages.conftest import LINK
from tests.outbox.test_still_wanted import died
from tests.people_cast import a_practice, a_staff_member, sign_in
from tests.textfiles.conftest import lines
from webapp.access.models import AccessLogEntry
from webapp.messages.models import Message, MessageKind, MessageState, QueueEntry
from webapp.practices.models import Practice, Role
from webapp.tasks.models import Task, TaskKind
from webapp.textfiles.models import TextFile


@pytest.fixture
def held(own_system, queue, send):
    message = queue(MessageKind.PACK_READY)
    send()
    return message


def test_a_coordinator_chooses_and_a_receptionist_may_not(desk, queue, send, rows):
    nan = desk(Role.COORDINATOR)
    assert "Our text service sends the texts of your GP surgery." in words(nan.get("/staff/texts"))
    assert desk().post("/staff/texts/setting", {"own": "yes"}).status_code == 404
    nan.post("/staff/texts/setting", {"own": "yes"})
    said = words(nan.get("/staff/texts"))
    assert "You send texts with your own system." in said and "Sign-in codes are never in the file." in said
    assert "Give them a code at the desk. Or print a letter with a code." in said
    assert [practice.own_texts_since is not None for practice in rows(Practice)] == [True]


def test_the_list_names_people_and_shows_neither_words_nor_numbers(held, desk):
    page = desk().get("/staff/texts")
    assert "Ready to go: 1" in words(page) and "Sam Carter The pack is ready" in words(page)
    assert LINK not in page.get_data(as_text=True) and "7700900001" not in page.get_data(as_text=True)


def test_the_file_holds_name_number_exact_words_and_our_reference(held, desk, rows):
    body = held.body
    reply = desk().post("/staff/texts/files")
    assert reply.headers["Content-Type"].startswith("text/csv") and "attachment" in reply.headers["Content-Disposition"]
    assert "no-store" in reply.headers["Cache-Control"]
    assert lines(reply) == [["Sam Carter", "07700900001", body, str(held.id)]] and LINK in body
    assert [message.state for message in rows(Message)] == [MessageState.HANDED_OVER] and rows(QueueEntry) == []


def test_a_code_is_in_no_file(own_system, desk, queue, rows):
    queue(MessageKind.CODE)
    assert desk().post("/staff/texts/files").status_code == 409 and rows(TextFile) == []


def test_each_download_writes_who_took_it_in_the_log_of_each_person(held, desk, rows, person):
    rita = desk()
    rita.post("/staff/texts/files")
    rita.post(f"/staff/texts/files/{rows(TextFile)[0].id}")
    taken = [entry for entry in rows(AccessLogEntry) if entry.permission == "texts.hand_over"]
    assert [entry.person_id for entry in taken] == [person.id] * 2


def test_a_second_time_is_said_who_was_first_and_the_same_file_is_offered_again(held, desk, rows):
    first = desk().post("/staff/texts/files")
    bob = desk(name="Bob Desk")
    again = bob.post("/staff/texts/files")
    assert again.status_code == 409 and "Rita Booking made the last file on" in words(again) and "Take it again" in words(again)
    file = f"/staff/texts/files/{rows(TextFile)[0].id}"
    assert lines(bob.post(file)) == lines(first)
    said = words(bob.get(file))
    assert "Rita Booking took this file on Tuesday 1 December 2026 at 10am." in said and "Bob Desk took it again on" in said


def test_taken_again_it_leaves_out_who_may_no_longer_get_one(held, desk, rows, session, person):
    rita = desk()
    rita.post("/staff/texts/files")
    died(session, person)
    session.commit()
    assert lines(rita.post(f"/staff/texts/files/{rows(TextFile)[0].id}")) == []
    assert [task.kind for task in rows(Task)] == [TaskKind.STOP_TEXT]
    assert "Stop a text in your own system" in words(rita.get("/staff"))


def test_what_did_not_arrive_opens_the_same_task_as_a_failed_text(held, desk, rows):
    rita = desk()
    rita.post("/staff/texts/files")
    place = f"/staff/texts/files/{rows(TextFile)[0].id}"
    for wrong in ({}, {"texts": "nonsense"}):
        assert "Tick the texts that did not arrive." in words(rita.post(f"{place}/failures", wrong))
    rita.post(f"{place}/failures", {"texts": str(held.id)})
    [message], [task] = rows(Message), rows(Task)
    assert (message.state, message.why, task.kind) == (MessageState.FAILED, "not_arrived", TaskKind.FAILED_MESSAGE)
    assert "Yes, noted" in words(rita.get(place)) and lines(rita.post(place)) == []


def test_another_practice_meets_neither_the_list_nor_the_file(held, desk, rows, session, browse):
    desk().post("/staff/texts/files")
    file = f"/staff/texts/files/{rows(TextFile)[0].id}"
    away = sign_in(browse(), session, a_staff_member(session, a_practice(session, "Z99902"), Role.RECEPTION))
    assert [away.get(file).status_code, away.post(file).status_code, away.post(f"{file}/failures").status_code] == [404] * 3
    assert "Sam Carter" not in words(away.get("/staff/texts"))


def test_todays_list_says_that_texts_wait(held, desk):
    assert "1 text waits for your own system." in words(desk().get("/staff"))
    assert "waits for your own system" not in words(desk(Role.HCA).get("/staff"))
