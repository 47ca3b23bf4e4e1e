"""A server that was started anew, or that closed what waited too long: nobody who comes next notices."""

from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from webapp.database.session import Database


@pytest.fixture
def server(postgres_database):
    made = Database(postgres_database.url())
    yield made
    made.close()


def at_once(database: Database, how_many: int = 3) -> list[int]:
    """The server's numbers of so many connections held at the same time."""
    with ExitStack() as held:
        sessions = [held.enter_context(database.reading()) for _ in range(how_many)]
        return [session.scalar(sa.text("SELECT pg_backend_pid()")) for session in sessions]


def test_connections_that_were_closed_while_they_waited_are_made_anew(server, postgres_server):
    before = at_once(server)
    with postgres_server.admin.connect() as admin:
        for pid in before:
            # Until it is gone, five seconds at most.
            assert admin.scalar(sa.text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    assert not set(at_once(server)) & set(before)
    with server.writing() as session:
        assert session.scalar(sa.text("SELECT 1")) == 1


def test_a_connection_that_is_alive_is_given_again(server):
    assert at_once(server, 1) == at_once(server, 1)
