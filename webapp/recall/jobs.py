"""The next try of whoever did not answer, and the month that somebody named. Each in a short transaction of its own; safe to run twice and everywhere."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import today
from webapp.database.session import Database
from webapp.people.models import Person
from webapp.practices.models import Practice
from webapp.recall import stops  # noqa: F401 (asks its question before anything is sent here)
from webapp.recall.changes import ask_again, ask_people, go_on
from webapp.recall.lists import whose_turn
from webapp.recall.models import RecallSetting
from webapp.recall.queries import to_ask_again, to_look_at

LABEL, AT_A_TIME = "Yearly talk", 200


def send_tries(database: Database, base_url: str) -> int:
    """Returns how many steps were taken: tries written, people handed to a human, recalls that were over."""
    with database.reading() as session:
        waiting, again = to_look_at(session, today()), to_ask_again(session, today())
    return each(database, waiting, lambda session, one: go_on(session, recall_id=one, base_url=base_url)) + each(
        database, again, lambda session, one: ask_again(session, recall_id=one, base_url=base_url)
    )


def ask_by_themselves(database: Database, base_url: str) -> int:
    """The practices that invite without a press: whose month has come is asked, so many at a time. Returns how many were asked."""
    with database.reading() as session:
        wanting = list(session.exec(select(RecallSetting.practice_id).where(col(RecallSetting.by_itself_since).is_not(None))))
    return sum(ask_some(database, practice_id, base_url) for practice_id in wanting)


def ask_some(database: Database, practice_id: UUID, base_url: str) -> int:
    with database.reading() as session:
        ids = [turn.person_id for turn in whose_turn(session, practice_id, today())][:AT_A_TIME]
    if not ids:
        return 0
    with database.writing() as session:
        people, practice = list(session.exec(select(Person).where(col(Person.id).in_(ids)))), session.get_one(Practice, practice_id)
        told = ask_people(session, people=people, practice=practice, label=LABEL, by=None, base_url=base_url)
    return len(told.written) + len(told.by_hand)


def each(database: Database, ids: Sequence[UUID], act: Callable[[Session, UUID], bool]) -> int:
    done = 0
    for one in ids:
        with database.writing() as session:
            done += act(session, one)
    return done
