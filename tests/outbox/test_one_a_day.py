"""At most one message a day to one person, and so many in a year as their practice sends."""

import threading
from datetime import UTC, date, datetime, timedelta

from sqlmodel import select

from tests.people_cast import a_cycle, a_person
from webapp.base.clock import now, shift_pathway
from webapp.messages.models import MessageKind, MessageState, QueueEntry
from webapp.outbox.claiming import claim
from webapp.outbox.models import MessageDay
from webapp.tasks.models import Task

S, K = MessageState, MessageKind


def test_one_goes_a_day_the_most_pressing_first_and_codes_are_never_counted(notify, queue, send, session, later, practice):
    patient, pressing = queue(useless=timedelta(days=9)), queue(useless=timedelta(days=2))
    code, desk = queue(K.CODE), queue(K.DESK_CODE)
    partner = queue(who=a_person(session, practice, given="Alex"))
    send()
    assert [one.state for one in (pressing, code, desk, partner)] == [S.ACCEPTED] * 4
    assert (patient.state, session.get(QueueEntry, patient.id).due_at) == (S.DUE, datetime(2026, 12, 2, 9, tzinfo=UTC))
    later(hours=5)
    send()
    assert patient.state is S.DUE
    later(hours=18)
    send()
    assert patient.state is S.ACCEPTED


def test_what_was_chosen_for_a_day_that_is_taken_is_dropped_and_nobody_is_asked_to_ring(notify, queue, send, session):
    reminder, chosen = queue(useless=timedelta(hours=2)), queue(K.CHOSEN, useless=timedelta(hours=8))
    send()
    assert (reminder.state, chosen.state) == (S.ACCEPTED, S.CANCELLED)
    assert session.exec(select(Task)).all() == [] and session.get(QueueEntry, chosen.id) is None


def test_a_person_gets_no_more_in_a_year_than_the_practice_sends_and_then_a_human_rings(notify, queue, send, session, later, practice, person):
    practice.messages_a_year = 2
    for _ in range(2):
        last = queue()
        send()
        later(days=1)
    third, chosen = queue(), queue(K.CHOSEN)
    send()
    assert (last.state, third.state, third.why, chosen.state) == (S.ACCEPTED, S.FAILED, "enough", S.ACCEPTED)
    task = session.exec(select(Task)).one()
    assert (task.person_id, task.why) == (person.id, "enough")
    a_cycle(session, person, practice).started_on = date(2026, 12, 3)
    later(days=1)
    next_year = queue()
    send()
    assert next_year.state is S.ACCEPTED


def test_one_that_must_be_tried_again_keeps_its_own_turn(notify, queue, send, session, later):
    from tests.notify_server import Mode

    notify.script.extend([Mode.FAULT, Mode.FAULT])
    message, other = queue(useless=timedelta(days=1)), queue(useless=timedelta(days=5))
    send()
    later(minutes=5)
    send()
    assert (message.state, other.state) == (S.ACCEPTED, S.DUE)


def test_four_workers_at_once_give_each_person_one(database, queue, session, practice):
    people = [a_person(session, practice, given=f"Sam{place}") for place in range(12)]
    for _ in range(5):
        for person in people:
            queue(who=person, commit=False)
    session.commit()
    claimed, start = [], threading.Barrier(4)

    def work():
        start.wait()
        for _ in range(8):
            with database.writing() as own:
                claimed.extend(errand.message.person_id for errand in claim(own, limit=7, lease=60, quarantine=60))

    workers = [threading.Thread(target=work) for _ in range(4)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    assert sorted(claimed) == sorted(person.id for person in people)
    assert len(session.exec(select(MessageDay)).all()) == 12


def test_the_day_is_the_days_own_in_the_united_kingdom(notify, queue, send, session, clock):
    clock.move_to(datetime(2026, 7, 1, 8, 30, tzinfo=UTC))
    queue()
    send()
    assert session.exec(select(MessageDay.day)).one() == date(2026, 7, 1)
    shift_pathway(timedelta(days=1))
    try:
        second = queue()
        second.useless_after = now() + timedelta(days=9)
        send()
    finally:
        shift_pathway(timedelta())
    assert second.state is S.ACCEPTED
