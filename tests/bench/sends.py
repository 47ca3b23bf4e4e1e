"""Sending through the real Notify client to a local server that takes 50 ms for each."""

import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter, process_time

import sqlalchemy as sa

from tests.bench.claims import put_in_queue
from tests.bench.measure import Measured, until_up
from tests.bench.people import any_person
from tests.bench.place import Place
from tests.notify_server import API_KEY, TEMPLATE
from webapp.base.heap import settle
from webapp.channels.notify import GovukNotify
from webapp.messages.models import QueueEntry
from webapp.outbox.sending import drain
from webapp.people.queries import practice_of

PORT, ALONE, TOGETHER = 18433, 40, 1500


def sends(place: Place) -> Iterator[Measured]:
    settings = place.settings.model_copy(
        update={
            "sms": "notify",
            "notify_api_key": API_KEY,
            "notify_template_id": TEMPLATE,
            "notify_base_url": f"http://127.0.0.1:{PORT}",
            "notify_timeout": 20.0,
        }
    )
    sink = subprocess.Popen([sys.executable, "-m", "tests.bench.sink", str(PORT), "0.05"])
    try:
        until_up(PORT)
        channel = GovukNotify(settings)
        channel.send("+447700900123", "hello", "first")
        began = perf_counter()
        for turn in range(ALONE):
            channel.send("+447700900123", "hello", f"alone-{turn}")
        alone = (perf_counter() - began) / ALONE
        fill(place)
        # As the worker does before its first.
        settle()
        began, cpu = perf_counter(), process_time()
        done = drain(place.database, channel, settings)
        together = (perf_counter() - began) / done
    finally:
        sink.terminate()
        sink.wait()
    yield Measured("sending at 50 in flight beside one at a time", alone / together, 35, least=True)
    yield Measured("CPU for one message: our queue and Notify's own client", (process_time() - cpu) / done * 1e6, 250, "us")


def fill(place: Place) -> None:
    with place.database.writing() as session:
        session.execute(sa.delete(QueueEntry))
        person = any_person(place.database)
        practice = practice_of(session, person)
        for _ in range(TOGETHER):
            put_in_queue(session, person, practice.id)
