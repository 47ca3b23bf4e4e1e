"""Which of a result's own units a spelling means. Nothing here converts; a spelling that is not listed means no unit."""

import re
import unicodedata
from functools import cache, lru_cache

from webapp.content.catalogue import AltUnit, Result, catalogue_file

SPELLINGS = {"**": "", "*": "", "^": "", "litres": "l", "litre": "l", "liters": "l", "liter": "l", "μ": "u", "²": "2"}
DROPPED = re.compile(r"[\s\[\]{}()·_.]")


def matched_unit(entry: Result, spelling: str) -> str | None:
    """The entry's primary or other unit that `spelling` means, or None. Capitals, spaces and brackets do not matter."""
    return spellings(entry).get(folded(spelling))


def other_unit(entry: Result, unit: str | None) -> AltUnit | None:
    return next((other for other in entry.alt_units if other.unit == unit), None)


@cache
def every_spelling() -> frozenset[str]:
    listed = catalogue_file("units")["units"]
    return frozenset(folded(word) for unit, words in listed.items() for word in (unit, *words))


def known_somewhere(spelling: str) -> bool:
    return folded(spelling) in every_spelling() or re.search("/ ?[a-zA-Z]|%", spelling) is not None


@cache
def spellings(entry: Result) -> dict[str, str]:
    """Folded spelling -> the entry's unit. Raises ValueError when one spelling would mean two of its units."""
    found: dict[str, str] = {}
    listed = catalogue_file("units")["units"]
    for unit, ucum in units_of(entry):
        for word in (unit, ucum, *listed.get(unit, ())):
            if found.setdefault(folded(word), unit) != unit:
                raise ValueError(f"{entry.code}: the unit spelling {word!r} could mean {unit!r} or {found[folded(word)]!r}")
    return found


def units_of(entry: Result) -> list[tuple[str, str]]:
    primary = [(entry.unit, entry.ucum or entry.unit)] if entry.unit else []
    return primary + [(other.unit, other.ucum) for other in entry.alt_units]


@lru_cache(maxsize=4096)
def folded(spelling: str) -> str:
    plain = unicodedata.normalize("NFKC", spelling).casefold()
    for written, meant in SPELLINGS.items():
        plain = plain.replace(written, meant)
    return DROPPED.sub("", plain)
