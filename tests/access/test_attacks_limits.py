"""Too many tries at the doors, over two web processes: one count for both."""

import pytest

from tests.access.conftest import app_under_test
from tests.browsing import Browsing

TRY = {"code": "000000000000", "birth-day": "1", "birth-month": "1", "birth-year": "1950"}


@pytest.fixture
def two(settings, database):
    """Two processes' apps on one database."""
    return [app_under_test(settings.model_copy(update={"rate_limits": True}), database) for _process in range(2)]


def test_thirty_tries_in_ten_minutes_whichever_process_answers_and_then_a_kind_wait(two):
    browsers = [Browsing(app) for app in two]
    said = [browsers[number % 2].post("/letter", TRY, headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code for number in range(30)]
    assert said == [422] * 30
    for app in two:
        for path in ("/letter", "/sign-in", "/staff/sign-in", "/sign-in/code", "/sign-in/desk", "/i/123456789ABC", "/l/000000000000"):
            reply = Browsing(app).post(path, TRY, headers={"X-Forwarded-For": "192.0.2.1"})
            assert reply.status_code == 429 and "Wait 10 minutes" in reply.get_data(as_text=True), path
        assert Browsing(app).get("/letter").status_code == 200


def test_another_address_is_not_held_up(two):
    for _try in range(31):
        last = Browsing(two[0]).post("/letter", TRY, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert last.status_code == 429
    assert Browsing(two[1]).post("/letter", TRY, environ_base={"REMOTE_ADDR": "192.0.2.8"}).status_code == 422
