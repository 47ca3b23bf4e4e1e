"""The same people as where results are tested."""

from tests.results.conftest import *  # noqa: F403
