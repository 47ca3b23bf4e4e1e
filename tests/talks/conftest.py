"""The same people as where packs are sent."""

from tests.preparation.conftest import *  # noqa: F403
