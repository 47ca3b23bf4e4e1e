"""Sam and the nurse of the plan."""

from tests.plans.conftest import *  # noqa: F403
