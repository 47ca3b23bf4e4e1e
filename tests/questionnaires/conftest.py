from tests.preparation.conftest import by_link, cast, clock, fill, look, nurse, sam

__all__ = ["by_link", "cast", "clock", "fill", "look", "nurse", "sam"]
