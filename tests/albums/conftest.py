"""The same people as where plans are saved."""

from tests.plans.conftest import *  # noqa: F403
