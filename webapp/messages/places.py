"""A practice's own wording: lines as in a template of ours, with places like `{practice}` and `{phone}` that are filled in for each person. Pure."""

import re
from dataclasses import dataclass

PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Own:
    """`lines` as a manager wrote them; `version` is kept with each message sent."""

    lines: str
    version: str


def places_in(text: str) -> set[str]:
    return set(PLACE.findall(text))


def filled(lines: str, said: dict[str, str]) -> str:
    """Each place with its words. A line about something that is not there, like a link nobody has, is left out whole."""
    kept = [line for line in lines.splitlines() if places_in(line) <= said.keys()]
    return "\n".join(PLACE.sub(lambda place: said[place[1]], line) for line in kept)
