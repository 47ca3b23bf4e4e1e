"""The people of sharing: what is written together is first shared."""

from tests.sharing.conftest import ann, cast, clock, robin, sam, texts

__all__ = ["ann", "cast", "clock", "robin", "sam", "texts"]
