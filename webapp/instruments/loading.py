"""A loaded text made into what is asked. It was looked at when it was loaded: here it is only read."""

from webapp.instruments.rules import Loaded


def opened(content: str, *, origin: str, name: str, sha256: str) -> Loaded:
    raise ValueError(f"{origin} is no origin")
