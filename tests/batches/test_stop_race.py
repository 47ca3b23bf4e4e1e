"""The stop against workers that send: what nobody was sending when it was committed never goes, not even what comes back from a try."""

import os
import random
import threading

import pytest
from sqlmodel import col, select

from tests.notify_server import Mode
from tests.outbox.worker_process import NEVER, until
from webapp.batches.changes import call_off, stop
from webapp.batches.models import Batch, BatchLine
from webapp.channels.notify import GovukNotify
from webapp.messages.models import Message, MessageState
from webapp.outbox.sending import drain

SEED = int(os.environ.get("IN_MY_WORDS_SOAK_SEED", "20261201"))
MANY, S = 24, MessageState


def messages_of(session, batch_id) -> dict[str, MessageState]:
    found = select(Message).join(BatchLine, col(BatchLine.id) == Message.id).where(BatchLine.batch_id == batch_id)
    return {str(message.id): message.state for message in session.exec(found)}


def one_round(notify, batch, database, settings, session, chance: random.Random, by) -> None:
    made, over, before = batch(MANY), threading.Event(), len(notify.texts)
    # Some come back from a first try, and are due again at once.
    notify.script.extend(chance.choices([Mode.FAULT, Mode.ACCEPT], k=MANY))

    def work() -> None:
        while not over.is_set():
            drain(database, GovukNotify(settings), settings, limit=3)

    workers = [threading.Thread(target=work) for _ in range(2)]
    [worker.start() for worker in workers]
    assert notify.wait_for(before + chance.randint(0, MANY // 3), within=60)
    if chance.random() < 0.7:
        # Those in the air now are answered only after the stop.
        notify.gate.clear()
        NEVER.wait(0.05)
    with database.writing() as own:
        stop(own, batch=own.get_one(Batch, made.id), by=by)
        reached = {one for one, state in messages_of(own, made.id).items() if state is not S.HELD}
    notify.gate.set()
    until(lambda: notify.in_flight == 0)
    over.set()
    [worker.join() for worker in workers]
    drain(database, GovukNotify(settings), settings)
    taken = set(notify.taken())
    with database.writing() as own:
        states = messages_of(own, made.id)
        assert taken & set(states) <= reached, "sent after the stop"
        assert {one for one, state in states.items() if state is S.ACCEPTED} == taken & set(states)
        # One that came back a second time pauses, and is held when that is over.
        assert {one for one, state in states.items() if state not in (S.ACCEPTED, S.HELD)} <= reached
        call_off(own, batch=own.get_one(Batch, made.id), by=by)
        assert set(messages_of(own, made.id).values()) <= {S.ACCEPTED, S.CANCELLED}


def test_what_comes_back_from_a_try_after_the_stop_is_held_at_the_next_claim(notify, batch, database, settings, session, staff, send):
    made, (_, rita) = batch(3), staff()
    session.commit()
    notify.script.extend([Mode.FAULT] * 3)
    notify.gate.clear()
    patient = settings.model_copy(update={"notify_timeout": 20})
    sending = threading.Thread(target=lambda: drain(database, GovukNotify(patient), patient))
    sending.start()
    assert until(lambda: notify.in_flight == 3)
    assert stop(session, batch=made, by=rita.id) == 0
    session.commit()
    notify.gate.set()
    sending.join()
    assert send() == 0 and notify.texts == []
    assert set(messages_of(session, made.id).values()) == {S.HELD}


def campaign(notify, batch, database, settings, session, practice, staff, rounds: int) -> None:
    practice.batch_limit = 1_000_000
    (_, rita), chance = staff(), random.Random(SEED)
    # Nobody gives up on an answer here: what was taken is known to be.
    settings = settings.model_copy(update={"notify_timeout": 20})
    session.commit()
    for _ in range(rounds):
        one_round(notify, batch, database, settings, session, chance, rita.id)
        session.rollback()
    assert max(notify.taken().values(), default=0) <= 1
    print(f"\nseed {SEED}, {database.engine.dialect.name}: {rounds} stops against 2 workers, {len(notify.texts)} of {rounds * MANY} sent, 0 after a stop")


def test_what_was_not_on_its_way_when_it_was_stopped_never_goes(notify, batch, database, settings, session, practice, staff):
    campaign(notify, batch, database, settings, session, practice, staff, rounds=3)


@pytest.mark.soak
def test_two_hundred_stops_against_workers_that_send(notify, batch, database, settings, session, practice, staff):
    campaign(notify, batch, database, settings, session, practice, staff, rounds=200)
