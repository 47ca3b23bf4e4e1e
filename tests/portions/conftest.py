"""The same surgery as where files are brought in."""

from tests.imports.conftest import *  # noqa: F403
