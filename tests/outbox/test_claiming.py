"""Workers and staff at the same moment: whoever holds the queue's row decides, the other sees it."""

import threading

from webapp.messages.changes import cancel_messages
from webapp.messages.models import MessageState, QueueEntry
from webapp.outbox.claiming import claim
from webapp.people.models import Person


def test_two_claims_never_share_a_message(database, queue_many):
    queue_many(31)
    with database.writing() as one:
        first = claim(one, limit=20, lease=60, quarantine=60)
    with database.writing() as other:
        second = claim(other, limit=20, lease=60, quarantine=60)
    assert (len(first), len(second)) == (20, 11)
    assert not {errand.id for errand in first} & {errand.id for errand in second}


def test_four_workers_at_once_claim_each_message_once(database, queue_many):
    queue_many(80)
    claimed, start = [], threading.Barrier(4)

    def work():
        start.wait()
        for _ in range(8):
            with database.writing() as own:
                claimed.extend(errand.id for errand in claim(own, limit=5, lease=60, quarantine=60))

    workers = [threading.Thread(target=work) for _ in range(4)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    assert len(claimed) == len(set(claimed)) == 80


def test_a_cancel_that_meets_a_claim_waits_and_leaves_what_is_now_being_sent(database, queue, session, person):
    message = queue()
    cancelled = []

    def cancel():
        with database.writing() as own:
            cancelled.append(cancel_messages(own, person=own.get_one(Person, person.id), by=None, why="left"))

    canceller = threading.Thread(target=cancel)
    with database.writing() as worker:
        assert len(claim(worker, limit=5, lease=60, quarantine=60)) == 1
        canceller.start()
        canceller.join(0.3)
        assert canceller.is_alive()
    canceller.join()
    session.refresh(message)
    assert (cancelled, message.state) == ([0], MessageState.SENDING)


def test_a_claim_that_meets_a_cancel_takes_nothing(database, queue, session, person):
    message = queue()
    cancel_messages(session, person=person, by=None, why="left")
    claims = []

    def work():
        with database.writing() as own:
            claims.append(claim(own, limit=5, lease=60, quarantine=60))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join(0.3)
    session.commit()
    worker.join()
    session.refresh(message)
    assert (claims, message.state, session.get(QueueEntry, message.id)) == ([[]], MessageState.CANCELLED, None)
