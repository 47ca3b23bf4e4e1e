from tests.preparation.conftest import by_link, cast, clock, look, nurse, sam  # noqa: F401
