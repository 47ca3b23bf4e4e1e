"""Words that may be about an emergency, in every language there is a list of. Pure. What is found only offers whom to phone; it judges nothing.

The list is data (urgent_words.json), a draft until a clinician signed it. js/urgent.js carries the same list and reads words the same way.
"""

import re
import unicodedata
from functools import cache

from webapp.content.catalogue import catalogue_file

NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def bare(text: str) -> str:
    """Small letters without accents and apostrophes, one space between words and one at each end."""
    folded = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter) and letter not in "'\u2019\u2018`")
    return f" {NOT_LETTERS.sub(' ', letters).strip()} "


@cache
def phrases() -> tuple[str, ...]:
    """Each as `bare` has it."""
    return tuple(dict.fromkeys(bare(phrase) for listed in catalogue_file("urgent_words")["words"].values() for phrase in listed))


def sounds_urgent(text: str) -> bool:
    """Is one of the phrases in it, as whole words? The language does not matter: people write in the one that comes."""
    said = bare(text)
    return any(phrase in said for phrase in phrases())
