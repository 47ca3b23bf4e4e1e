"""A text cut into plain words and links, so that a template can show each safely."""

import re

LINK = re.compile(r"(https?://\S+)")


def linked(body: str) -> list[tuple[str, bool]]:
    """Pieces in order; True marks an address."""
    return [(piece, bool(LINK.fullmatch(piece))) for piece in LINK.split(body) if piece]
