from datetime import date, timedelta

import pytest
import time_machine

from tests.cover.place import Place, a_place
from tests.people_cast import sign_in
from tests.preparation.cast import WEDNESDAY


@pytest.fixture
def clock():
    """Wednesday 2 December 2026, ten in the morning."""
    with time_machine.travel(WEDNESDAY, tick=True) as traveller:
        yield traveller


@pytest.fixture
def place(clock, session, keys) -> Place:
    return a_place(session)


@pytest.fixture
def lead(browse, session, place):
    return sign_in(browse(), session, place.lead)


@pytest.fixture
def manager(browse, session, place):
    return sign_in(browse(), session, place.manager)


@pytest.fixture
def look(database):
    """`look(select(DutyEntry))` is what the database holds now."""

    def look(statement) -> list:
        with database.reading() as reading:
            return list(reading.exec(statement))

    return look


@pytest.fixture
def today() -> date:
    return WEDNESDAY.date()


@pytest.fixture
def days_later(clock):
    return lambda days: clock.move_to(WEDNESDAY + timedelta(days=days))
