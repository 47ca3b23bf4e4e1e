import pytest
import time_machine

from tests.people_cast import a_practice
from tests.preparation.conftest import by_link, cast, clock, fill, look, nurse, sam
from tests.questionnaires.care import TODAY

__all__ = ["by_link", "cast", "clock", "fill", "look", "nurse", "sam"]


@pytest.fixture
def after_the_talk():
    """The clock of a care check: a week after the talk. It can be shifted."""
    with time_machine.travel(TODAY, tick=True) as traveller:
        yield traveller


@pytest.fixture
def practice(after_the_talk, session, keys):
    return a_practice(session)
