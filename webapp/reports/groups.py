"""Ethnic group and deprivation from a GP report's cell: `people.models` says which groups and places there are, and whose they are.

The words of the ONS census of 2021 and of those before it, and the letters of the NHS Data Dictionary's ETHNIC CATEGORY (16+1), stand in
`ethnic_terms.json`. Only whole cells that are one of these are understood; nothing is told from a name, a language or a place.
"""

import re
from functools import lru_cache

from webapp.reports.terms import codes, plain, terms

SCALES = {"decile": 10, "quintile": 5}
PLACE = re.compile(r"(?:(decile|quintile) )?0?([1-9]|10)(?: (most|least) deprived)?")


@lru_cache(maxsize=4096)
def ethnic_group_in(text: str) -> str | None:
    """An `EthnicGroup`'s value. A letter beside words must mean what they mean."""
    known, words = codes("ethnic", "groups"), without_endings(plain(text))
    first, _gap, rest = words.partition(" ")
    if words in known or first not in terms("ethnic")["letters"]:
        return known.get(words)
    return known.get(rest) if known.get(rest) == known.get(first) else None


def without_endings(words: str) -> str:
    for ending in terms("ethnic")["endings"]:
        words = words.removesuffix(" " + ending)
    return words


def says_not_known(text: str) -> bool:
    return plain(text) in terms("ethnic")["not_known"]


def deprivation_in(text: str, scale: str = "") -> str | None:
    """A `Deprivation`'s value. `scale`: `decile` or `quintile` where the heading says it; a cell may say it too. Else it may be a rank or a score."""
    found = PLACE.fullmatch(plain(text)) if "." not in text else None
    scales = {found[1], scale} - {None, ""} if found else set()
    if not found or len(scales) != 1:
        return None
    of, place = SCALES[scales.pop()], int(found[2])
    # A list that counts from the other end is not ours.
    right_end = {None: True, "most": place == 1, "least": place == of}[found[3]]
    return f"{place}/{of}" if place <= of and right_end else None
