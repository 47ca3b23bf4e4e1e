"""The same doors as where they are tested."""

from tests.doors.conftest import app  # noqa: F401
