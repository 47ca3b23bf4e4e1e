import csv
import io

import pytest
from sqlmodel import select

from tests.messages.conftest import clock, later, notify, person, practice, queue, queue_many, settings
from tests.people_cast import a_staff_member, sign_in
from webapp.channels.notify import GovukNotify
from webapp.outbox.sending import drain
from webapp.practices.changes import choose_own_texts
from webapp.practices.models import Role

__all__ = ["clock", "later", "notify", "person", "practice", "queue", "queue_many", "settings"]


@pytest.fixture
def desk(session, practice, browse):
    """`desk(Role.RECEPTION)`: the browser of somebody new in this role."""

    def desk(role=Role.RECEPTION, name="Rita Booking"):
        return sign_in(browse(), session, a_staff_member(session, practice, role, name))

    return desk


@pytest.fixture
def own_system(session, practice):
    """The practice sends with its own system."""
    choose_own_texts(session, practice=practice, own=True, by=a_staff_member(session, practice, Role.MANAGER).id)
    session.commit()


@pytest.fixture
def send(database, settings, session):
    """`send()` runs one look at the queue, as the worker does. What the test holds of people and texts stays as it was: `rows` tells what is now."""

    def send() -> int:
        session.commit()
        session.expunge_all()
        return drain(database, GovukNotify(settings), settings)

    return send


@pytest.fixture
def rows(database):
    """`rows(Message)`: every row of a table, as it stands now."""

    def rows(kind) -> list:
        with database.reading() as reading:
            return list(reading.exec(select(kind)))

    return rows


def lines(reply) -> list[list[str]]:
    """The file's lines without its headings."""
    return list(csv.reader(io.StringIO(reply.get_data().decode("utf-8-sig"), newline="")))[1:]
