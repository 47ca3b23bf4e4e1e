from datetime import UTC, datetime

import pytest
import time_machine

from tests.imports.database import Surgery


@pytest.fixture
def surgery(database, session, keys):
    """On the Monday the samples were made."""
    with time_machine.travel(datetime(2026, 11, 16, 9, 0, tzinfo=UTC), tick=True):
        yield Surgery(database, session)
