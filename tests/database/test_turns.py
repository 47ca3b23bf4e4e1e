"""Writers of one process take turns, and a turn is always given back."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import perf_counter

import pytest
from sqlmodel import select

from webapp.practices.models import Practice


def a_row(database, code: str) -> None:
    with database.writing() as session:
        session.add(Practice(code=code, name="Elm Road", phone=""))


def test_many_writers_at_once_lose_nothing(database):
    codes = [f"T{number}" for number in range(80)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda code: a_row(database, code), codes))
    with database.reading() as session:
        assert set(session.exec(select(Practice.code))) == set(codes)


def test_a_writer_that_fails_gives_its_turn_back(database):
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), database.writing() as session:
            session.add(Practice(code="T1", name="Elm Road", phone=""))
            session.flush()
            raise ZeroDivisionError
    began = perf_counter()
    a_row(database, "T2")
    assert perf_counter() - began < 3


def test_a_session_that_is_only_closed_gives_its_turn_back(database):
    session = database.writing_session()
    session.add(Practice(code="T1", name="Elm Road", phone=""))
    session.flush()
    session.close()
    began = perf_counter()
    glance = database.glance()
    with suppress(Exception):
        glance.write("INSERT INTO no_such_table VALUES (1)", ())
    glance.close()
    a_row(database, "T2")
    assert perf_counter() - began < 3
    with database.reading() as reading:
        assert reading.exec(select(Practice.code)).all() == ["T2"]
