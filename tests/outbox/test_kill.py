"""The worker is killed (-9) again and again while it sends, and the provider sometimes takes a text and drops the answer.

At the end: none lost, none taken twice.
"""

import os
import random
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import func, select

from tests.messages.conftest import LINK, TALK
from tests.notify_server import NotifyServer
from tests.outbox.worker_process import NEVER, WorkerProcess, a_tuesday_at_ten, until
from tests.people_cast import a_person, a_practice
from webapp.base.clock import now
from webapp.database.session import Database
from webapp.messages.changes import queue_message
from webapp.messages.models import QUEUE, Message, MessageKind, MessageState
from webapp.messages.queries import waiting

SEED = int(os.environ.get("IN_MY_WORDS_SOAK_SEED", "20261201"))
FAR = timedelta(days=400)


Over = Callable[[Database], bool]
# Two faults in a row put a message off for five minutes.
PUT_OFF = (QUEUE.c.token.is_(None), QUEUE.c.unknown_since.is_(None), QUEUE.c.attempts > 1)


def nothing_waits(database: Database) -> bool:
    with database.reading() as session:
        return waiting(session) == 0


def is_over_but_for_pauses(database: Database) -> bool:
    """Nothing waits; and those pauses, which no short test can wait for, end as soon as they are seen."""
    with database.reading() as session:
        left, put_off = waiting(session), session.scalars(sa.select(QUEUE.c.id).where(*PUT_OFF, QUEUE.c.free_at > now())).all()
    if put_off:
        with database.writing() as session:
            session.execute(sa.update(QUEUE).where(*PUT_OFF, QUEUE.c.id.in_(put_off)).values(free_at=now()))
    return left == 0


def fill(session, messages: int) -> None:
    """Codes, which go at any hour, and packs, which keep sending hours: one of each to a person."""
    a_tuesday_at_ten(session)
    practice = a_practice(session)
    for place in range(messages):
        if place % 2 == 0:
            person = a_person(session, practice)
        kind, template = (MessageKind.CODE, "accounts/code") if place % 2 else (MessageKind.PACK_READY, "preparation/pack_ready")
        words = {"code": f"{place:06d}", "host": "localhost"} if place % 2 else {"day": TALK, "link": LINK}
        times = {"due_at": now() - timedelta(minutes=1), "useless_after": now() + FAR}
        queue_message(session, person=person, practice=practice, to=f"+447700{place:06d}", kind=kind, template=template, words=words, **times)
    session.commit()


def kill_while_it_sends(worker: WorkerProcess, server: NotifyServer, chance: random.Random, share: int) -> bool:
    """Start it, let it send some, kill it at a random moment. True when calls were in the air."""
    before = len(server.texts)
    worker.start()
    server.wait_for(before + chance.randint(1, share), within=90)
    NEVER.wait(chance.random() * 0.15)
    in_the_air = server.in_flight > 0
    worker.kill()
    return in_the_air


def campaign(session, database, settings, tmp_path, *, kills: int, messages: int, is_over: Over = is_over_but_for_pauses, within: float = 200) -> None:
    fill(session, messages)
    chance = random.Random(SEED)
    with NotifyServer(seed=SEED, drop=0.02, late=0.01, faults=0.02, delay=0.4) as server, (tmp_path / "worker.log").open("wb") as log:
        worker = WorkerProcess(settings, server.url, log)
        caught = sum(kill_while_it_sends(worker, server, chance, share=messages // (kills + 2)) for _ in range(kills))
        with worker:
            assert until(lambda: is_over(database), within=within), (tmp_path / "worker.log").read_text()[-3000:]
            assert worker.stop() == 0
        taken = server.taken()
    session.rollback()
    references = {str(one) for one in session.exec(select(Message.id))}
    lost, twice = references - set(taken), [one for one, times in taken.items() if times > 1]
    print(
        f"\nseed {SEED}, {database.engine.dialect.name}: {messages} messages, {kills} kills ({caught} with calls in the air), "
        f"{server.asked} asked about, {len(lost)} lost, {len(twice)} taken twice"
    )
    assert (lost, twice) == (set(), [])
    assert caught >= kills // 2
    states = dict(session.exec(select(Message.state, func.count()).group_by(Message.state)).all())
    assert states == {MessageState.ACCEPTED: messages}


def test_killed_three_times_nothing_is_lost_and_nothing_goes_twice(session, database, settings, tmp_path):
    campaign(session, database, settings, tmp_path, kills=3, messages=150)


@pytest.mark.soak
def test_killed_two_hundred_times_nothing_of_ten_thousand_is_lost_and_nothing_goes_twice(session, database, settings, tmp_path):
    campaign(session, database, settings, tmp_path, kills=200, messages=10_000, is_over=nothing_waits, within=1800)
