import pytest

from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member, sign_in
from webapp.practices.models import Role


@pytest.fixture
def surgery(session):
    return a_practice(session)


@pytest.fixture
def sam(session, surgery):
    """Has diabetes, and a year that is gathering results."""
    made = a_person(session, surgery, conditions=("diabetes",))
    a_cycle(session, made, surgery)
    session.commit()
    return made


@pytest.fixture
def nurse(session, surgery):
    return a_staff_member(session, surgery, name="Nurse Green")


@pytest.fixture
def desk(session, browse, nurse):
    """A clinician's browser, signed in."""
    return sign_in(browse(), session, nurse)


@pytest.fixture
def desk_of(session, browse, surgery):
    """The browser of somebody with that role."""
    return lambda role: sign_in(browse(), session, a_staff_member(session, surgery, Role(role)))
