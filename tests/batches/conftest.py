"""The same Tuesday as where messages are tested, and batches of invitations."""

from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.messages.conftest import clock, later, notify, practice, send, settings
from tests.people_cast import a_person, a_staff_member
from webapp.accounts.models import Account
from webapp.base.clock import now
from webapp.batches.changes import into_batch
from webapp.batches.jobs import look_at_batches
from webapp.batches.models import Batch
from webapp.messages.changes import queue_message
from webapp.messages.models import Message, MessageKind
from webapp.practices.models import Role

__all__ = ["clock", "later", "notify", "practice", "send", "settings"]
numbers = count(1)


@pytest.fixture
def staff(session, practice):
    """`staff(Role.RECEPTION)`: a new member of staff and their account."""

    def staff(role=Role.RECEPTION, name=None):
        made = a_staff_member(session, practice, role, name)
        return made, session.exec(select(Account).where(Account.staff_id == made.id)).one()

    return staff


def invitation(session, practice, *, language="en", **who) -> Message:
    number = f"+4477009{next(numbers):05d}"
    person = a_person(session, practice, mobile=number, language=language, **who)
    times = {"due_at": now(), "useless_after": now() + timedelta(days=30)}
    whose = {"person": person, "practice": practice, "to": number, "language": language}
    return queue_message(session, **whose, **times, kind=MessageKind.INVITATION, template="recall/first", words={"link": "http://localhost/r/abcdefghijkm"})


@pytest.fixture
def batch(session, practice, staff):
    """`batch(8)`: so many invitations in one batch, made by a receptionist; committed."""

    def batch(many=8, by=None, languages=("en",), **more) -> Batch:
        maker = by or staff()[1]
        messages = [invitation(session, practice, language=languages[place % len(languages)]) for place in range(many)]
        made = into_batch(session, practice=practice, label="Invitations, March", messages=messages, by=maker.id, **more)
        session.commit()
        return made

    return batch


@pytest.fixture
def tick(database, session):
    """`tick()`: the timetable looks at the batches once."""

    def tick() -> int:
        session.rollback()
        found = look_at_batches(database)
        session.expire_all()
        return found

    return tick


@pytest.fixture
def statements(database):
    """`statements(browser, path)`: how many a page asks the database."""

    def statements(browser, path: str) -> int:
        heard: list[str] = []

        def note(_connection, _cursor, sql, *_more):
            heard.append(sql)

        sa.event.listen(database.engine, "before_cursor_execute", note)
        assert browser.get(path).status_code == 200
        sa.event.remove(database.engine, "before_cursor_execute", note)
        return len(heard)

    return statements
