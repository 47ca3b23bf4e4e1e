import pytest
import time_machine
from sqlmodel import select

from tests.preparation.cast import WEDNESDAY, a_cast
from webapp.base.clock import now
from webapp.people.models import ContactPoint


@pytest.fixture
def clock():
    """`clock.shift(seconds)`: on Wednesday 2 December 2026, and the time goes on only when it is told to."""
    with time_machine.travel(WEDNESDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def cast(clock, session):
    """Sam with a released pack, and a number that was checked."""
    made = a_cast(session)
    for point in session.exec(select(ContactPoint)).all():
        point.confirmed_at = now()
    session.commit()
    return made


@pytest.fixture
def sam(cast):
    return cast.person


@pytest.fixture
def nurse(cast):
    return cast.nurse


@pytest.fixture
def practice(cast):
    return cast.practice
