"""Texts held for the practice's own system: they leave once, only to who may get them, and what changes afterwards reaches staff."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from tests.outbox.test_still_wanted import died, left, stopped_texts, wrong_number
from tests.people_cast import a_person, a_practice, a_staff_member
from webapp.accounts.models import Account
from webapp.base.clock import now
from webapp.messages.changes import cancel_messages, cancel_these
from webapp.messages.jobs import forget_words
from webapp.messages.models import Message, MessageKind, MessageState, QueueEntry
from webapp.outbox.claiming import claim
from webapp.people.models import Person
from webapp.practices.models import Practice, Role
from webapp.tasks.models import Task, TaskKind, Urgency
from webapp.textfiles.changes import hand_over, send_by
from webapp.textfiles.jobs import look_at_files
from webapp.textfiles.models import TextFile, TextFileLine

S = MessageState
pytestmark = pytest.mark.usefixtures("own_system")


@pytest.fixture
def rita(session, practice):
    """A receptionist's two ids: staff member and account."""
    made = a_staff_member(session, practice, Role.RECEPTION)
    session.commit()
    return {"by": made.id, "account_id": session.exec(select(Account.id).where(Account.staff_id == made.id)).one()}


@pytest.fixture
def take(database, practice, rita):
    """`take()`: the file, or None."""

    def take() -> TextFile | None:
        with database.writing() as session:
            return hand_over(session, practice=session.get_one(Practice, practice.id), **rita)

    return take


def states(rows) -> list[MessageState]:
    return sorted(message.state for message in rows(Message))


def test_a_text_waits_and_the_worker_leaves_it_alone_for_ever(notify, queue, send, rows, later):
    queue()
    assert [send(), send()] == [0, 0]
    later(days=3)
    assert send() == 0 and notify.texts == [] and states(rows) == [S.HELD]


def test_a_code_is_never_held_and_never_in_a_file(notify, queue, send, take, rows):
    queue(MessageKind.CODE)
    send()
    assert len(notify.texts) == 1 and states(rows) == [S.ACCEPTED] and take() is None


def test_another_practice_on_the_same_machine_sends_as_before(notify, queue, send, session, rows):
    elsewhere = a_practice(session, "Z99902")
    ann = a_person(session, elsewhere, mobile="+447700900002")
    queue(who=ann, commit=False).practice_id = elsewhere.id
    queue()
    send()
    assert states(rows) == [S.ACCEPTED, S.HELD]


def test_a_file_takes_what_is_ready_and_says_who_and_when(queue, send, take, rows, rita, session):
    queue()
    send()
    made = take()
    assert made.made_by_id == rita["by"] and [line.file_id for line in rows(TextFileLine)] == [made.id]
    [message] = rows(Message)
    assert (message.state, message.state_by_id) == (S.HANDED_OVER, rita["account_id"]) and rows(QueueEntry) == []
    assert take() is None and len(rows(TextFile)) == 1


@pytest.mark.parametrize("change", [died, left, stopped_texts, wrong_number])
def test_who_may_no_longer_get_it_is_not_in_the_file(change, queue, send, take, rows, session, person):
    queue()
    send()
    change(session, person)
    session.commit()
    assert take() is None and states(rows) == [S.CANCELLED] and rows(Task) == [] and rows(QueueEntry) == []


def test_cancelling_still_works_until_it_is_handed_over(queue, send, take, rows, database, person):
    queue()
    send()
    with database.writing() as session:
        assert cancel_messages(session, person=session.get_one(Person, person.id), by=None, why="left") == 1
    assert take() is None and states(rows) == [S.CANCELLED] and rows(Task) == []


@pytest.mark.parametrize("how", ["asked", "seen"])
def test_after_that_staff_are_told_at_once_and_only_once(how, queue, send, take, rows, database, session, person):
    message = queue()
    send()
    take()
    if how == "asked":
        with database.writing() as writing:
            cancel_these(writing, ids=[message.id], by=None, why="not wanted any more")
    else:
        died(session, person)
        session.commit()
        assert look_at_files(database) == 1
    assert look_at_files(database) == 0 and states(rows) == [S.CALLED_BACK]
    [task] = rows(Task)
    assert (task.kind, task.urgency, task.person_id) == (TaskKind.STOP_TEXT, Urgency.NOW, person.id)


def test_what_was_handed_over_days_ago_has_gone_and_nobody_is_asked_to_stop_it(queue, send, take, rows, database, person, later):
    queue(useless=timedelta(days=9))
    send()
    take()
    later(days=2, minutes=1)
    with database.writing() as session:
        cancel_messages(session, person=session.get_one(Person, person.id), by=None, why="left")
    assert rows(Task) == [] and states(rows) == [S.HANDED_OVER]


def test_a_text_that_waited_too_long_becomes_a_task_without_anybody_looking(queue, send, rows, database, later):
    queue(useless=timedelta(hours=3))
    send()
    later(hours=4)
    look_at_files(database)
    assert states(rows) == [S.FAILED] and [task.kind for task in rows(Task)] == [TaskKind.FAILED_MESSAGE] and rows(QueueEntry) == []


@pytest.mark.parametrize(
    ("at", "kind", "taken"),
    [
        (datetime(2026, 12, 1, 19, tzinfo=UTC), MessageKind.REMINDER, False),
        (datetime(2026, 12, 5, 11, tzinfo=UTC), MessageKind.REMINDER, False),
        (datetime(2026, 12, 4, 15, tzinfo=UTC), MessageKind.REMINDER, True),
        (datetime(2026, 12, 4, 15, tzinfo=UTC), MessageKind.PACK_READY, False),
        (datetime(2026, 12, 7, 10, tzinfo=UTC), MessageKind.PACK_READY, True),
    ],
)
def test_sending_hours_hold_for_the_file_too(at, kind, taken, clock, queue, send, take):
    queue(kind)
    send()
    clock.move_to(at)
    assert (take() is not None) is taken


def test_with_our_service_again_what_waited_goes(notify, queue, send, rows, database, practice, rita):
    queue()
    send()
    with database.writing() as session:
        send_by(session, practice=session.get_one(Practice, practice.id), own=False, by=rita["by"])
    send()
    assert len(notify.texts) == 1 and states(rows) == [S.ACCEPTED] and rows(QueueEntry) == []


def test_eight_hands_at_once_make_one_file_with_each_text_once(queue_many, send, database, practice, rita, rows):
    queue_many(13)
    send()
    made, start = [], threading.Barrier(8)

    def grab():
        start.wait()
        with database.writing() as session:
            made.append(hand_over(session, practice=session.get_one(Practice, practice.id), **rita))

    hands = [threading.Thread(target=grab) for _ in range(8)]
    [hand.start() for hand in hands]
    [hand.join() for hand in hands]
    assert len(made) == 8 and len(rows(TextFileLine)) == 13 and states(rows) == [S.HANDED_OVER] * 13
    assert len([file for file in made if file]) == len(rows(TextFile)) == 1


def test_cancelling_and_taking_at_once_never_lose_it_between_them(queue, send, database, practice, rita, rows, person):
    message, start = queue(), threading.Barrier(2)
    send()

    def stop():
        start.wait()
        with database.writing() as session:
            cancel_these(session, ids=[message.id], by=None, why="left")

    other = threading.Thread(target=stop)
    other.start()
    start.wait()
    with database.writing() as session:
        taken = hand_over(session, practice=session.get_one(Practice, practice.id), **rita)
    other.join()
    assert (states(rows), len(rows(Task))) == (([S.CALLED_BACK], 1) if taken else ([S.CANCELLED], 0))


def test_a_claim_that_meets_held_texts_claims_nothing_and_its_words_are_forgotten_in_time(queue, database, send, take, rows, later):
    queue()
    send()
    with database.writing() as session:
        assert claim(session, limit=10, lease=60, quarantine=60) == []
    take()
    later(days=31)
    assert forget_words(database) == 1 and [message.body_sealed for message in rows(Message)] == [""] and now() > rows(Message)[0].state_at
