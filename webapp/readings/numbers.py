"""A number as a laboratory or a nurse wrote it: comparator, Decimal and whatever words follow. Nothing is ever guessed."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

SIGNS = {"≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">=", "=<": "<=", "=>": ">=", "−": "-", "–": "-", "\u2010": "-", "\u2011": "-"}
WRITTEN = re.compile(r"(?P<comparator><=|>=|<|>)?\s*(?P<number>-?[0-9][0-9.,]*)\s*(?P<rest>\D.*)?", re.DOTALL)
WHOLE_OR_DECIMAL = re.compile(r"-?[0-9]+([.,][0-9]+)?")
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}((,[0-9]{3})+\.[0-9]+|(\.[0-9]{3})+,[0-9]+|(,[0-9]{3}){2,}|(\.[0-9]{3}){2,})")
COULD_BE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Written:
    comparator: str | None
    number: Decimal
    rest: str


def written(text: str) -> Written | None:
    """None for words, ranges, "about", numbers Excel has mangled and "1,234", which may be 1.234 or 1234."""
    plain = tidy(text)
    found = WRITTEN.fullmatch(plain) if len(plain) <= LONGEST else None
    number = decimal(found["number"]) if found else None
    rest = (found["rest"] or "").strip() if found else ""
    if found is None or number is None or not may_follow(rest):
        return None
    return Written(found["comparator"], number, rest)


def tidy(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    for sign, meant in SIGNS.items():
        plain = plain.replace(sign, meant)
    return plain


def decimal(digits: str) -> Decimal | None:
    if COULD_BE_THOUSANDS.fullmatch(digits):
        return None
    if WHOLE_OR_DECIMAL.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    if THOUSANDS.fullmatch(digits):
        point = max(digits.rfind("."), digits.rfind(","))
        several = digits.count(digits[point]) > 1
        return Decimal(re.sub("[.,]", "", digits) if several else re.sub("[.,]", "", digits[:point]) + "." + digits[point + 1 :])
    return None


def may_follow(rest: str) -> bool:
    """What may stand after the number is the start of a unit, not a second number, a range or an exponent."""
    return not rest or (re.match(r'[A-Za-z%µμ{\["]|/ ?[A-Za-z0-9]', rest) is not None and not re.match(r"[eE][+-]?[0-9]", rest))
