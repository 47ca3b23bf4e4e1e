from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 22, 11, tzinfo=UTC), tick=False) as moved:
        yield moved
