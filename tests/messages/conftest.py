"""Tuesday 1 December 2026, ten in the morning: sending hours. The clock ticks on and is moved by hand, never waited for."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.notify_server import API_KEY, TEMPLATE, NotifyServer
from tests.people_cast import a_person, a_practice
from webapp.base.clock import now
from webapp.channels.notify import GovukNotify
from webapp.messages.changes import queue_message
from webapp.messages.models import Message, MessageKind
from webapp.outbox.sending import drain

TUESDAY = datetime(2026, 12, 1, 10, tzinfo=UTC)
MOBILE = "+447700900001"


@pytest.fixture
def clock():
    with time_machine.travel(TUESDAY, tick=True) as traveller:
        yield traveller


@pytest.fixture
def notify(clock):
    with NotifyServer() as server:
        yield server


@pytest.fixture
def settings(settings, request):
    server = request.getfixturevalue("notify") if "notify" in request.fixturenames else None
    return settings.model_copy(
        update={
            "sms": "notify",
            "notify_api_key": API_KEY,
            "notify_template_id": TEMPLATE,
            "notify_base_url": server.url if server else "http://127.0.0.1:9",
            "notify_callback_token": "a-long-callback-token",
            "notify_timeout": 0.4,
        }
    )


@pytest.fixture
def practice(session, clock):
    return a_practice(session)


@pytest.fixture
def person(session, practice):
    return a_person(session, practice, mobile=MOBILE)


@pytest.fixture
def queue(session, person, practice):
    """`queue()` puts one message in the queue and commits. Anything may be given."""

    def queue(kind=MessageKind.REMINDER, *, who=None, to=MOBILE, due=timedelta(), useless=timedelta(days=7), commit=True, **changes) -> Message:
        template, words = WORDS[kind]
        more = {name: changes.pop(name) for name in ("way", "cohort", "template", "language") if name in changes}
        times = {"due_at": now() + due, "useless_after": now() + useless}
        asked = {"person": who or person, "kind": kind, "template": template, "words": words | changes} | times
        made = queue_message(session, **{"practice": practice, "to": to} | asked | more)
        if commit:
            session.commit()
        return made

    return queue


@pytest.fixture
def queue_many(session, practice, queue):
    """`queue_many(20)` queues one message to each of so many people: one person gets one a day."""

    def queue_many(count: int, **said) -> list[Message]:
        made = [queue(who=a_person(session, practice, given=f"Sam{place}"), commit=False, **said) for place in range(count)]
        session.commit()
        return made

    return queue_many


LINK = "http://localhost:8000/i/abcdefghijkm"
TALK = datetime(2026, 12, 15, 10, 30, tzinfo=UTC)
WORDS = {
    MessageKind.CODE: ("accounts/code", {"code": "482913", "host": "localhost:8000"}),
    MessageKind.DESK_CODE: ("accounts/desk_code", {}),
    MessageKind.PACK_READY: ("preparation/pack_ready", {"day": TALK, "link": LINK}),
    MessageKind.INVITATION: ("recall/first", {"name": "Sam", "link": LINK.replace("/i/", "/r/")}),
    MessageKind.CHOSEN: ("plans/step_reminder", {}),
    MessageKind.REMINDER: ("pathway/reminder", {"day": TALK, "link": LINK}),
}


@pytest.fixture
def send(database, settings, session):
    """`send()` runs one look at the queue, as the worker does. Returns how many errands were run."""

    def send(channel=None) -> int:
        session.rollback()
        done = drain(database, channel or GovukNotify(settings), settings)
        session.expire_all()
        return done

    return send


@pytest.fixture
def later(clock):
    """`later(minutes=5)` moves the clock on."""

    def later(**by) -> None:
        clock.move_to(now() + timedelta(**by))

    return later
