"""Names as other programs leave them: letters lost to an encoding, and how to tell that two spellings are one surname."""

import re
import unicodedata
from functools import lru_cache

from webapp.tables.refusals import CellRefused, Reason

LOST = "?\ufffd"
GAPS = " '’‘ʼ`´-‐‑–.·"
PLAIN_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
TITLE = re.compile(r" *\((?:mrs?|ms|miss|dr|mx|prof|rev|sir|lady|lord)\.?\)$|^(?:mrs?|ms|miss|dr|mx|prof|rev)\.? +", re.IGNORECASE)
LONGEST = 80
PLAINLY_A_NAME = re.compile(r"[A-Za-z]+(?:[ '-][A-Za-z]+)*")
ENCODINGS_MISTAKEN = ("cp1250", "cp1254", "iso8859-2", "iso8859-9")


def read_name(text: str) -> str:
    """One name, tidied, its letters put back when UTF-8 was read as Windows-1252. Raises CellRefused."""
    if len(text) <= LONGEST and PLAINLY_A_NAME.fullmatch(text):
        return text
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if name[:1] in ("=", "+", "@", "-") or "=" in name:
        raise CellRefused(Reason.FORMULA, text)
    name = put_back(name)
    known = [c for c in name if c not in LOST and c not in GAPS]
    if len(name) > LONGEST or not any(c.isalpha() for c in known) or not all(may_stand_in_a_name(c) for c in known):
        raise CellRefused(Reason.ODD_NAME, text)
    return name


def may_stand_in_a_name(letter: str) -> bool:
    return letter in "(),/" or unicodedata.category(letter)[0] in "LM"


def read_full_name(text: str) -> tuple[str, str]:
    """(surname, given name) from `Smith, Anna (Mrs)`. Without a comma nobody can tell which is which. Raises CellRefused."""
    name = TITLE.sub("", " ".join(text.split()))
    surname, comma, given = name.partition(",")
    if not comma or not surname.strip() or not given.strip():
        raise CellRefused(Reason.NAME_NOT_SPLIT, text)
    return read_name(surname), read_name(TITLE.sub("", given.strip()))


def has_lost_letters(name: str) -> bool:
    return any(c in name for c in LOST)


def put_back(name: str) -> str:
    """`FernÃ¡ndez` -> `Fernández`. A true name never comes back whole from this, so only damage is changed."""
    if name.isascii():
        return name
    try:
        return b"".join(as_bytes(c) for c in name).decode("utf-8")
    except ValueError:
        return name


def as_bytes(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def same_surname(one: str, other: str) -> bool:
    """Whether two spellings can be one surname: capitals, accents, gaps and lost letters aside. Anything else is different."""
    if not one or not other:
        return False
    if plain(one) == plain(other) != "":
        return True
    written = [(letters(a, sharp), letters(b, sharp)) for a in spellings(one) for b in spellings(other) for sharp in (False, True)]
    return any(fits(a, b) for a, b in written)


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    return "".join(letters(put_back(name)))


def spellings(name: str) -> list[str]:
    """The name, and what it was if a Central European or Turkish file was read as Windows-1252."""
    found = [put_back(name)]
    for encoding in ENCODINGS_MISTAKEN if not name.isascii() else ():
        try:
            found.append(name.encode("cp1252").decode(encoding))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def letters(name: str, sharp: bool = False) -> list[str]:
    """One entry a letter, capitals and accents gone; a gap (space, hyphen, apostrophe) is an empty entry. `sharp` takes ss as the one letter ß."""
    whole = unicodedata.normalize("NFC", name.strip()).casefold().replace("i̇", "i")
    return ["" if c in GAPS else bare(c) for c in (whole.replace("ss", "ß") if sharp else whole) if not unicodedata.combining(c)]


def bare(letter: str) -> str:
    first = unicodedata.normalize("NFKD", letter)
    kept = "".join(c for c in first if not unicodedata.combining(c))
    return PLAIN_LETTERS.get(kept, kept)


def fits(one: list[str], other: list[str]) -> bool:
    """Letter by letter: a lost letter stands for any one letter or gap, gaps may be missing. At least half must be known."""
    if not any(c in LOST for c in [*one, *other] if c):
        return [c for c in one if c] == [c for c in other if c]
    if any(2 * sum(c in LOST for c in name if c) > len([c for c in name if c]) for name in (one, other)):
        return False
    return walk(tuple(one), tuple(other))


@lru_cache(maxsize=4096)
def walk(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one and not one[0] and walk(one[1:], other):
        return True
    if other and not other[0] and walk(one, other[1:]):
        return True
    if not one or not other:
        return not one and not other
    return pairs(one[0], other[0]) and walk(one[1:], other[1:])


def pairs(one: str, other: str) -> bool:
    return one == other or one in LOST or other in LOST
