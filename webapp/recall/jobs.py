"""The next try of whoever did not answer, and the month that somebody named. Each in a short transaction of its own; safe to run twice and everywhere."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import today
from webapp.database.session import Database
from webapp.recall import stops  # noqa: F401 (asks its question before anything is sent here)
from webapp.recall.changes import ask_again, go_on
from webapp.recall.queries import to_ask_again, to_look_at


def send_tries(database: Database, base_url: str) -> int:
    """Returns how many steps were taken: tries written, people handed to a human, recalls that were over."""
    with database.reading() as session:
        waiting, again = to_look_at(session, today()), to_ask_again(session, today())
    return each(database, waiting, lambda session, one: go_on(session, recall_id=one, base_url=base_url)) + each(
        database, again, lambda session, one: ask_again(session, recall_id=one, base_url=base_url)
    )


def each(database: Database, ids: Sequence[UUID], act: Callable[[Session, UUID], bool]) -> int:
    done = 0
    for one in ids:
        with database.writing() as session:
            done += act(session, one)
    return done
