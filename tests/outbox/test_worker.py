"""The real worker process: woken by a hint, stopped kindly."""

from datetime import timedelta

import pytest

from tests.messages.conftest import LINK, TALK
from tests.notify_server import NotifyServer
from tests.outbox.worker_process import WorkerProcess, a_tuesday_at_ten, until
from tests.people_cast import a_person, a_practice
from webapp.base.clock import now
from webapp.messages import hints
from webapp.messages.changes import queue_message
from webapp.messages.models import Message, MessageKind, MessageState


@pytest.fixture
def server():
    with NotifyServer() as opened:
        yield opened


@pytest.fixture
def worker(server, settings, session, tmp_path):
    a_tuesday_at_ten(session)
    session.commit()
    with (tmp_path / "worker.log").open("wb") as log, WorkerProcess(settings, server.url, log, IN_MY_WORDS_NOTIFY_TIMEOUT="20") as running:
        hints.use(settings)
        yield running
        hints._nudge.huey.storage.close()
        hints.use_nobody()


def queued(session, kind: MessageKind, code: str = "Z99901") -> Message:
    practice = a_practice(session, code=code)
    words = {"code": "482913", "host": "localhost"} if kind is MessageKind.CODE else {"day": TALK, "link": LINK}
    template = "accounts/code" if kind is MessageKind.CODE else "pathway/reminder"
    times = {"due_at": now(), "useless_after": now() + timedelta(days=30)}
    made = queue_message(session, person=a_person(session, practice), practice=practice, to="+447700900001", kind=kind, template=template, words=words, **times)
    session.commit()
    return made


def state_of(database, message: Message) -> MessageState:
    with database.reading() as session:
        return session.get_one(Message, message.id).state


def test_it_sends_what_waited_then_each_new_one_at_once_and_stops_kindly(worker, server, session, database):
    waited = queued(session, MessageKind.REMINDER)
    assert server.wait_for(1, within=60)
    began = now()
    nudged = queued(session, MessageKind.CODE, "Z99902")
    assert server.wait_for(2, within=60)
    assert now() - began < timedelta(seconds=30)  # a minute's wait would mean that the hint was lost
    server.gate.clear()
    last = queued(session, MessageKind.CODE, "Z99903")
    assert until(lambda: server.in_flight == 1)
    worker.process.terminate()
    server.gate.set()
    assert worker.process.wait(60) == 0
    assert [state_of(database, message) for message in (waited, nudged, last)] == [MessageState.ACCEPTED] * 3
