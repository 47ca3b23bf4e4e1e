"""Messages a second, and a second of one core, with one, two and four workers against a local sink; beside it what the sink itself can take."""

import base64
import os
import selectors
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from time import perf_counter
from typing import NamedTuple

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlmodel import Session

from tests.bench.measure import Measured, until_up
from tests.bench.place import Place
from tests.notify_server import API_KEY, TEMPLATE
from tests.people_cast import a_person, a_practice
from tests.postgres import PrivatePostgres, program
from webapp.base.clock import now
from webapp.channels.push_address import Subscription
from webapp.channels.push_key import new_key
from webapp.database.migrate import upgrade
from webapp.database.session import Database
from webapp.messages.models import Message, MessageKind, QueueEntry
from webapp.people.models import Way
from webapp.practices.models import Practice

PORT, WORKERS, LINES = 18434, (1, 2, 4), 50
MANY = {Way.SMS: 2000, Way.PUSH: 400}
URL = f"http://127.0.0.1:{PORT}"


def crowds(place: Place) -> Iterator[Measured]:
    """On the installation's SQLite, and on a PostgreSQL where there is one: there many machines may send."""
    sink = subprocess.Popen([sys.executable, "-m", "tests.bench.sink", str(PORT), "0.005"])
    try:
        until_up(PORT)
        yield from rates(place, place.database, place.settings.database)
        try:
            program("initdb")
        except RuntimeError as why:
            yield Measured("messages a second on PostgreSQL", None, 0, "/s", least=True, why=str(why))
            return
        with PrivatePostgres() as server:
            admin = sa.create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")
            with admin.connect() as connection:
                connection.exec_driver_sql("CREATE DATABASE crowds")
            database = Database(server.url("crowds"))
            upgrade(database)
            yield from rates(place, database, server.url("crowds"))
            database.close()
            admin.dispose()
    finally:
        sink.terminate()
        sink.wait()


def rates(place: Place, database: Database, url: str) -> Iterator[Measured]:
    for way, many in MANY.items():
        limit = sinks_own_limit(way)
        for workers in WORKERS:
            fill(database, way, many)
            all_of_them, of_a_core = run(place, url, workers, many)
            name = f"{way} a second, {database.engine.dialect.name}, {workers} worker{'s' * (workers > 1)}"
            yield Measured(name, all_of_them, 0, "/s", least=True, why=f"{of_a_core:.0f} a second of one core; the sink alone takes {limit:.0f}/s")


class Ran(NamedTuple):
    all_of_them: float
    of_a_core: float


def run(place: Place, url: str, workers: int, many: int) -> Ran:
    own = {
        "IN_MY_WORDS_INSTANCE": str(place.settings.instance),
        "DATABASE_URL": url,
        "IN_MY_WORDS_SMS": "notify",
        "IN_MY_WORDS_NOTIFY_API_KEY": API_KEY,
        "IN_MY_WORDS_NOTIFY_TEMPLATE_ID": TEMPLATE,
        "IN_MY_WORDS_NOTIFY_BASE_URL": URL,
        "IN_MY_WORDS_NOTIFY_TIMEOUT": "20",
        "IN_MY_WORDS_PUSH_KEY": new_key(),
        "IN_MY_WORDS_PUSH_CONTACT": "it@example.org",
        "IN_MY_WORDS_PUSH_SERVICE_FOR_TESTS": URL,
        "IN_MY_WORDS_PUSH_TIMEOUT": "20",
    }
    command = [sys.executable, "-m", "tests.bench.one_worker"]
    crowd = [subprocess.Popen(command, env=os.environ | own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(workers)]
    for one in crowd:
        one.stdout.readline()  # type: ignore[union-attr]
    began = perf_counter()
    for one in crowd:
        one.stdin.write("go\n")  # type: ignore[union-attr]
        one.stdin.flush()  # type: ignore[union-attr]
    said = [one.stdout.readline().split() for one in crowd]  # type: ignore[union-attr]
    took = perf_counter() - began
    for one in crowd:
        one.communicate()
    done, cpu = sum(int(words[0]) for words in said), sum(float(words[1]) for words in said)
    if done != many:
        raise RuntimeError(f"{done} of {many} were sent")
    return Ran(done / took, done / cpu)


def fill(database: Database, way: Way, many: int) -> None:
    """Codes, which go at any hour, and notices of a code's kind."""
    with database.writing() as session:
        session.execute(sa.delete(QueueEntry))
        practice = session.scalars(sa.select(Practice)).first() or a_practice(session)
        person, to = a_person(session, practice), address(way)
        later = now() + timedelta(days=1)
        for _ in range(many):
            put(session, person.id, practice.id, way=way, to=to, useless_after=later)


def put(session: Session, person_id, practice_id, **said) -> None:
    message = Message(person_id=person_id, practice_id=practice_id, kind=MessageKind.CODE, template="accounts/code", body="123456", due_at=now(), **said)
    session.add(message)
    session.add(QueueEntry(id=message.id))


def address(way: Way) -> str:
    if way is Way.SMS:
        return "+447700900123"
    point = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    p256dh, auth = (base64.urlsafe_b64encode(raw).rstrip(b"=").decode() for raw in (point, os.urandom(16)))
    return Subscription(f"{URL}/push/somebody", p256dh, auth).as_text()


def sinks_own_limit(way: Way, seconds: float = 1.5) -> float:
    """Answers a second to as many lines as one worker has, each asked again as soon as it answered, by something that does nothing else."""
    body = b'{"reference": "x", "personalisation": {"body": "x"}}' if way is Way.SMS else b"x" * 1200
    said = b"POST /%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (b"v2" if way is Way.SMS else b"push", len(body)) + body
    lines, many = [socket.create_connection(("127.0.0.1", PORT)) for _ in range(LINES)], 0
    with selectors.DefaultSelector() as poll:
        for line in lines:
            poll.register(line, selectors.EVENT_READ)
            line.sendall(said)
        end = perf_counter() + seconds
        while perf_counter() < end:
            for key, _event in poll.select(1):
                key.fileobj.recv(65536)  # type: ignore[union-attr]
                key.fileobj.sendall(said)  # type: ignore[union-attr]
                many += 1
    for line in lines:
        line.close()
    return many / seconds
