"""The same Tuesday as where messages are tested."""

from tests.messages.conftest import *  # noqa: F403
