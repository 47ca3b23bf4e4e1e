"""The same people as where packs are sent."""

from datetime import time

import pytest

from tests.preparation.conftest import *  # noqa: F403
from webapp.base.clock import london
from webapp.signoffs.changes import sign_off
from webapp.signoffs.contents import contents


@pytest.fixture
def sign(session, cast):
    """`sign("result:hba1c", on=day)`: the nurse signed it that day."""

    def sign(*ids, on):
        sign_off(session, practice=cast.practice, contents=[contents()[one] for one in ids], at=london(on, time(9)), by=cast.nurse.id)
        session.commit()

    return sign
