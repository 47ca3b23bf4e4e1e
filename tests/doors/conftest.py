import pytest

from tests.doors.through import NUMBER
from tests.people_cast import a_person


@pytest.fixture
def sam(session, practice):
    """Reached at the number they once confirmed."""
    made = a_person(session, practice, mobile=NUMBER, confirmed=True)
    session.commit()
    return made
