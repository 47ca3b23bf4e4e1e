"""What may lock a file that leaves us, and what it is offered. Pure, but for the draw."""

import secrets
import unicodedata
from collections.abc import Collection, Sequence

from zxcvbn import matching, scoring

SHORTEST, LONGEST = 12, 200
FEWEST_LETTERS = 6
# As a power of ten: fewer guesses than this and a rented computer opens the file in an afternoon.
FEWEST_GUESSES = 12
LOOKED_AT = 72
WORDS_OFFERED = 5
BETWEEN = "\t\n\x0b\x0c\r\ufeff"


def plainly(typed: str) -> str:
    """The same for whatever a phone's keyboard makes of it: capitals, a full stop at the end, two spaces. As in js/sealed-file.js."""
    kept = unicodedata.normalize("NFKC", typed).lower()
    return " ".join(word for word in "".join(" " if is_between(sign) else sign for sign in kept).split(" ") if word)


def is_between(sign: str) -> bool:
    return sign in BETWEEN or unicodedata.category(sign)[0] in "PZ"


def fault_of(password: str, own: Collection[str]) -> str:
    """Why it would not lock well: `short`, `long`, `numbers` or `common`; empty when it will do. `own` is what others know of this person."""
    words = plainly(password)
    if len(words) > LONGEST:
        return "long"
    if words and not any(sign.isalpha() for sign in words):
        return "numbers"
    if len(words) < SHORTEST:
        return "short"
    if sum(sign.isalpha() for sign in words) < FEWEST_LETTERS:
        return "numbers"
    return "common" if guesses(words, own) < FEWEST_GUESSES else ""


def guesses(words: str, own: Collection[str]) -> float:
    """How many tries somebody needs who knows the most common passwords, words, names and dates, as a power of ten."""
    # The library's own door would keep what is somebody's in a table of the whole process.
    known = {**matching.RANKED_DICTIONARIES, "user_inputs": matching.build_ranked_dict([word.lower() for word in own if word])}
    looked_at = words[:LOOKED_AT]
    return float(scoring.most_guessable_match_sequence(looked_at, matching.omnimatch(looked_at, known))["guesses_log10"])


def phrase(words: Sequence[str]) -> str:
    """Words drawn from a list, each as likely as any other: about 50 bits from a thousand."""
    return " ".join(secrets.choice(words) for _place in range(WORDS_OFFERED))
