import io

import pytest

from tests.people_cast import a_staff_member, sign_in
from tests.preparation.conftest import cast, clock, look, nurse, sam
from webapp.practices.models import Role

__all__ = ["cast", "clock", "look", "nurse", "sam"]


@pytest.fixture
def manager(browse, session, cast):
    return sign_in(browse(), session, a_staff_member(session, cast.practice, Role.MANAGER))


@pytest.fixture
def load(manager):
    """`load(raw_bytes)`: the manager sends a file. Returns the reply."""

    def load(data: bytes, to: str = "/staff/instruments/forms", **more):
        return manager.post(to, {"file": (io.BytesIO(data), "form.json")} | more, content_type="multipart/form-data")

    return load


@pytest.fixture
def questions(cast):
    return f"/people/{cast.person.id}/questions"
