"""Ways a message can leave. One small interface: send it, or ask the provider whether it went."""

from typing import Protocol


class Refused(Exception):
    """The provider said no, for good: this message will never be taken."""


class TryLater(Exception):
    """The provider did not take it now. `seconds` is how long it asked us to wait."""

    def __init__(self, why: str, seconds: float = 0):
        super().__init__(why)
        self.seconds = seconds


class NoAnswer(Exception):
    """Nobody knows whether it was taken: a time-out, a broken line, an answer that cannot be read."""


class CannotBeAsked(NoAnswer):
    """It may have gone, and there is nobody to ask: a human must look. It is never sent again."""


class Channel(Protocol):
    """Used by many threads at once. `patience` is the longest one call may take, in seconds; `can_be_asked`, whether `found` ever says what it took."""

    patience: float
    can_be_asked: bool

    def send(self, to: str, body: str, reference: str) -> str:
        """Returns the provider's own id. Raises Refused, TryLater or NoAnswer."""
        ...

    def found(self, reference: str) -> str | None:
        """The provider's id of a message it took under our reference, or None. Raises NoAnswer, or CannotBeAsked."""
        ...
