"""An import gives way to whoever saves."""

from threading import Event, Thread

from tests.people_cast import a_practice
from webapp.imports.pace import pace

TURNS = 100


def save_until(done: Event, database) -> None:
    number = 0
    while not done.is_set():
        number += 1
        with database.writing() as session:
            a_practice(session, f"S{number}")


def test_an_import_sees_that_somebody_else_saves_and_gives_way(database):
    done = Event()
    other = Thread(target=save_until, args=(done, database))
    other.start()
    try:
        with pace(database, shortest=0.02) as our:
            turns = 0
            while not our.polite_until and turns < TURNS:
                turns += 1
                with our.portion():
                    pass
    finally:
        done.set()
        other.join()
    assert (our.polite_until > 0) is database.is_sqlite


def test_an_import_that_is_alone_does_not_wait_for_anybody(database):
    with pace(database, shortest=0) as our:
        with our.portion(), database.writing() as session:
            a_practice(session)
        with our.portion():
            pass
    assert our.polite_until == 0
