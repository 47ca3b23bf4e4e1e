"""Every way the provider can answer, through the official client and a real line."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.messages.conftest import MOBILE
from tests.notify_server import Mode
from webapp.base.clock import now
from webapp.channels.models import PretendText
from webapp.channels.notify import GovukNotify
from webapp.channels.off import Off
from webapp.channels.pretend import PretendPhone
from webapp.channels.queries import pretend_texts
from webapp.messages.models import MessageKind, MessageState, QueueEntry
from webapp.tasks.models import Task, TaskKind

S = MessageState


def entry(session, message) -> QueueEntry | None:
    return session.get(QueueEntry, message.id, populate_existing=True)


def test_a_due_message_is_sent_once_with_our_reference(notify, queue, send, session):
    message = queue()
    assert send() == 1
    assert send() == 0
    (text,) = notify.texts
    assert (text.reference, text.to, text.body) == (str(message.id), MOBILE, message.body)
    assert (message.state, message.provider_id) == (S.ACCEPTED, text.id)
    assert entry(session, message) is None


def test_a_message_that_is_not_due_waits(notify, queue, send, later):
    queue(due=timedelta(hours=2))
    assert send() == 0
    later(hours=2)
    assert send() == 1


def test_a_code_goes_before_all_that_waits(notify, queue, send, database, settings):
    for _ in range(60):
        queue(due=timedelta(minutes=-5), commit=False)
    code = queue(MessageKind.CODE)
    send()
    place = [text.reference for text in notify.texts].index(str(code.id))
    assert place < 50


def test_a_refused_number_fails_at_once_and_tells_staff(notify, queue, send, session, person):
    notify.script.append(Mode.BAD_REQUEST)
    message = queue()
    send()
    assert (message.state, message.why) == (S.FAILED, "refused")
    task = session.exec(select(Task)).one()
    assert (task.kind, task.person_id, task.why) == (TaskKind.FAILED_MESSAGE, person.id, "refused")
    assert entry(session, message) is None


def test_two_failed_texts_to_one_person_are_one_task(notify, queue, send, session):
    notify.mode = Mode.BAD_REQUEST
    queue()
    queue()
    send()
    assert len(session.exec(select(Task)).all()) == 1


@pytest.mark.parametrize("mode", [Mode.FORBIDDEN, Mode.FAULT])
def test_a_fault_of_the_service_is_tried_again_at_once_then_after_five_minutes(mode, notify, queue, send, later, session):
    notify.script.extend([mode, mode])
    message = queue()
    assert send() == 2  # the first try and the one at once
    assert message.state is S.DUE
    assert send() == 0
    later(minutes=5)
    assert send() == 1
    assert message.state is S.ACCEPTED
    assert len(notify.texts) == 1


def test_pauses_double_to_four_hours(notify, queue, send, later, session):
    notify.mode = Mode.FAULT
    message = queue(MessageKind.CODE)
    send()
    pauses = []
    for _ in range(8):
        wait = entry(session, message).free_at - now()
        pauses.append(round(wait.total_seconds() / 60))
        later(seconds=wait.total_seconds() + 1)
        send()
    assert pauses == [5, 10, 20, 40, 80, 160, 240, 240]


def test_too_many_at_once_waits_as_long_as_the_service_asks(notify, queue, send, later, session):
    notify.script.append(Mode.TOO_MANY)
    message = queue()
    assert send() == 1
    assert 6 < (entry(session, message).free_at - now()).total_seconds() <= 7
    later(seconds=7)
    assert send() == 1
    assert message.state is S.ACCEPTED


def test_no_more_time_to_try_fails_and_tells_staff(notify, queue, send, session):
    notify.mode = Mode.FAULT
    message = queue(useless=timedelta(minutes=4))
    send()
    assert (message.state, message.why) == (S.FAILED, "provider_fault")
    assert session.exec(select(Task)).one().kind is TaskKind.FAILED_MESSAGE


@pytest.mark.parametrize("mode", [Mode.DROP, Mode.LATE, Mode.BAD_JSON])
def test_taken_without_an_answer_is_found_by_reference_and_never_sent_twice(mode, notify, queue, send, later, settings):
    notify.script.append(mode)
    notify.late_by = 1.0
    message = queue()
    assert send() == 1
    assert message.state is S.UNKNOWN
    assert notify.wait_for(1)
    assert send() == 0
    later(seconds=settings.quarantine_seconds)
    assert send() == 1
    assert (message.state, message.provider_id) == (S.ACCEPTED, notify.texts[0].id)
    assert (notify.posts, notify.asked, len(notify.texts)) == (1, 1, 1)


@pytest.mark.parametrize("mode", [Mode.RESET, Mode.GATEWAY])
def test_not_taken_and_no_answer_is_asked_then_sent_again(mode, notify, queue, send, later, settings):
    notify.script.append(mode)
    message = queue()
    send()
    assert message.state is S.UNKNOWN
    later(seconds=settings.quarantine_seconds)
    assert send() == 2  # asked, not there, sent
    assert message.state is S.ACCEPTED
    assert (notify.asked, len(notify.texts)) == (1, 1)


def test_while_nobody_can_be_asked_nothing_is_sent_again(notify, queue, send, later, settings):
    notify.script.append(Mode.DROP)
    notify.lookups.extend([Mode.FAULT])
    message = queue()
    send()
    later(seconds=settings.quarantine_seconds)
    send()
    assert (message.state, notify.posts) == (S.UNKNOWN, 1)
    later(seconds=settings.quarantine_seconds)
    send()
    assert (message.state, notify.posts) == (S.ACCEPTED, 1)


def test_nobody_could_say_whether_it_went_and_it_is_too_late_tells_staff(notify, queue, send, later, settings, session):
    notify.script.append(Mode.RESET)
    notify.lookups.extend([Mode.FAULT])
    message = queue(useless=timedelta(seconds=60))
    send()
    later(seconds=settings.quarantine_seconds)
    send()
    assert (message.state, message.why) == (S.FAILED, "no_answer")
    assert session.exec(select(Task)).one().kind is TaskKind.FAILED_MESSAGE


def test_no_line_at_all_is_no_answer(queue, send, clock):
    message = queue()
    send()
    assert message.state is S.UNKNOWN


def test_a_wrong_key_is_not_the_messages_fault(notify, queue, send, settings):
    message = queue()
    wrong = settings.model_copy(update={"notify_api_key": settings.notify_api_key[:-4] + "0000"})
    send(GovukNotify(wrong))
    assert (message.state, notify.texts) == (S.DUE, [])


def test_the_pretend_phone_never_holds_a_text_twice(database, queue, send, session):
    message = queue()
    phone = PretendPhone(database)
    first = phone.send(message.to, message.body, str(message.id))
    assert phone.send(message.to, message.body, str(message.id)) == first
    assert send(phone) == 1
    assert message.provider_id == first == phone.found(str(message.id))
    assert [text.body for text in pretend_texts(session, MOBILE)] == [message.body]
    assert len(session.exec(select(PretendText)).all()) == 1


def test_switched_off_sends_nothing_and_tells_staff_when_time_is_up(queue, send, later, session):
    message = queue(useless=timedelta(hours=3))
    send(Off())
    assert message.state is S.DUE
    later(hours=1)
    send(Off())
    later(hours=1)
    send(Off())
    assert (message.state, message.why) == (S.FAILED, "switched_off")
    assert session.exec(select(Task)).one().why == "switched_off"
