"""A death, a leaving, a stop of texts against the sender, at the same moment: nothing is claimed after their commit, and what was claimed before is said."""

import os
import random
import threading
from datetime import timedelta

import pytest
from sqlmodel import col, select

from tests.messages.conftest import MOBILE
from tests.people_cast import a_person
from webapp.base.clock import now
from webapp.messages.models import Message, MessageState, QueueEntry
from webapp.outbox.sending import drain
from webapp.pathway.changes import step_aside, stop_texts
from webapp.pathway.models import Stage
from webapp.people.models import Person

S = MessageState
NEVER = threading.Event()
SEED = int(os.environ.get("IN_MY_WORDS_SOAK_SEED", "20261201"))
# Nobody is ready at quite the same moment.
APART = 0.006


def dies(session, person):
    step_aside(session, person=person, to=Stage.DIED, by=None, why="in the GP record")


def leaves(session, person):
    step_aside(session, person=person, to=Stage.LEFT, by=None, why="moved away")


def opts_out(session, person):
    stop_texts(session, person=person, by=None)


CHANGES = [dies, leaves, opts_out]


class Told:
    """The other end: whom it was asked to send to."""

    patience = 0.0
    can_be_asked = True

    def __init__(self):
        self.took: list[str] = []

    def send(self, to: str, body: str, reference: str) -> str:
        self.took.append(reference)
        return f"id-{reference}"

    def found(self, reference: str) -> str | None:
        return None


def one_round(database, settings, channel, message_id, person_id, change, chance) -> bool:
    """Did the change find the message still waiting? Then it must never go."""
    start, early, late = threading.Barrier(2), chance.random() * APART, chance.random() * APART
    stood: list[QueueEntry | None] = []

    def stop():
        start.wait()
        NEVER.wait(early)
        with database.writing() as own:
            stood.append(own.get(QueueEntry, message_id, with_for_update=True))
            change(own, own.get_one(Person, person_id))

    def work():
        start.wait()
        NEVER.wait(late)
        drain(database, channel, settings)

    both = [threading.Thread(target=stop), threading.Thread(target=work)]
    [one.start() for one in both]
    [one.join() for one in both]
    drain(database, channel, settings)
    return stood[0] is not None and stood[0].token is None


def campaign(session, database, settings, practice, queue, rounds: int) -> None:
    chance, channel, waiting, in_time = random.Random(SEED), Told(), 0, 0
    for turn in range(rounds):
        person = a_person(session, practice, mobile=MOBILE)
        message_id, person_id = queue(who=person, due=-timedelta(minutes=1)).id, person.id
        waits = one_round(database, settings, channel, message_id, person_id, CHANGES[turn % 3], chance)
        went = str(message_id) in channel.took
        with database.reading() as reading:
            state, entry = reading.get_one(Message, message_id).state, reading.get(QueueEntry, message_id)
        assert entry is None and state is (S.ACCEPTED if went else S.CANCELLED), (turn, state)
        assert not (waits and went), f"round {turn}: sent after the commit"
        waiting, in_time = waiting + (not went), in_time + went
    print(f"\nseed {SEED}, {database.engine.dialect.name}: {rounds} rounds, {waiting} stopped in time, {in_time} gone before, 0 sent after the commit")
    assert channel.took == list(dict.fromkeys(channel.took))
    assert min(waiting, in_time) > rounds // 20, "one side always won: this was no race"


def test_nobody_is_written_to_after_a_death_a_leaving_or_a_stop(session, database, settings, practice, queue):
    campaign(session, database, settings, practice, queue, rounds=12)


@pytest.mark.soak
def test_nobody_is_written_to_after_any_of_two_thousand(session, database, settings, practice, queue):
    campaign(session, database, settings, practice, queue, rounds=2000)


def test_what_is_stopped_while_it_waits_for_a_line_is_not_called(session, database, settings, practice, queue_many):
    """Fifty are on the line when somebody dies whose message was claimed with theirs."""
    messages = queue_many(60, useless=timedelta(days=7))
    on_line, go_on, dead = threading.Semaphore(0), threading.Event(), []

    class Slow(Told):
        def send(self, to: str, body: str, reference: str) -> str:
            on_line.release()
            go_on.wait(20)
            # As long as a line takes, so that the next look is another one.
            NEVER.wait(0.02)
            return super().send(to, body, reference)

    channel = Slow()
    worker = threading.Thread(target=drain, args=(database, channel, settings))
    worker.start()
    assert on_line.acquire(timeout=20)
    with database.writing() as own:
        waits = own.exec(select(QueueEntry).where(col(QueueEntry.token).is_not(None))).all()
        person = own.get_one(Person, own.get_one(Message, messages[-1].id).person_id)
        assert len(waits) == 60
        dies(own, person)
        dead.append(now())
    go_on.set()
    worker.join()
    assert len(channel.took) == 59 and str(messages[-1].id) not in channel.took
    session.rollback()
    session.refresh(messages[-1])
    assert (messages[-1].state, messages[-1].why) == (S.CANCELLED, "died")
