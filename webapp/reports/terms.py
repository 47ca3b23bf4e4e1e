"""The words of GP reports turned into our codes: conditions, languages, needs, appointment types and statuses. Whole words only."""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

LONGEST = 120
SPLIT = re.compile(r"[;|\n]+")


@dataclass(frozen=True, slots=True)
class Term:
    """`code` is ours, or None for words nobody knows. Two terms with one key are the same thing."""

    code: str | None
    words: str

    @property
    def key(self) -> str:
        return self.code or plain(self.words)


@cache
def terms(name: str) -> dict:
    return json.loads((Path(__file__).parent / f"{name}_terms.json").read_text(encoding="utf-8"))


def plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", unicodedata.normalize("NFKC", words).casefold().replace("’", " ")).strip()


@cache
def codes(name: str, part: str) -> dict[str, str]:
    """Plain words -> code. Raises ValueError when two codes claim the same words."""
    found: dict[str, str] = {}
    for code, phrases in terms(name)[part].items():
        for phrase in phrases:
            if found.setdefault(plain(phrase), code) != code:
                raise ValueError(f"{phrase!r} is claimed by {code} and {found[plain(phrase)]}")
    return found


def pieces(text: str, known: dict[str, str]) -> list[str]:
    """The items of a list cell. A comma divides only when every part of it is known, because one name may hold a comma."""
    found: list[str] = []
    for item in filter(None, (part.strip() for part in SPLIT.split(text))):
        parts = [part.strip() for part in item.split(",") if part.strip()]
        found.extend(parts if plain(item) not in known and all(plain(part) in known for part in parts) else [item])
    return found


@lru_cache(maxsize=4096)
def conditions_in(text: str) -> tuple[Term, ...]:
    """Each condition once, in the order of the cell; code None when nobody knows the words."""
    known = codes("condition", "conditions")
    return once(Term(condition_code(item, known), item[:LONGEST]) for item in pieces(text, known))


def condition_code(item: str, known: dict[str, str]) -> str | None:
    words = plain(item)
    for ending in terms("condition")["endings"]:
        if words not in known and words.endswith(" " + ending):
            words = words.removesuffix(" " + ending)
    return known.get(words)


@lru_cache(maxsize=4096)
def language_in(text: str) -> str | None:
    return codes("person", "languages").get(plain(text))


@lru_cache(maxsize=4096)
def needs_in(text: str) -> tuple[Term, ...]:
    """Each need once; code None when nobody knows the words."""
    known = codes("person", "needs")
    said = (item for item in pieces(text, known) if plain(item) not in terms("person")["no_need"])
    return once(Term(known.get(plain(item)), item[:LONGEST]) for item in said)


def slot_kind(text: str) -> str | None:
    """`information` or `conversation`; None when the slot's name says neither, or both."""
    words = set(plain(text).split())
    found = {kind for kind, phrases in terms("appointment")["kinds"].items() if any(set(phrase.split()) <= words for phrase in phrases)}
    return found.pop() if len(found) == 1 else None


def status_in(text: str, heading: str) -> str | None:
    """`standing`, `did_not_attend` or `cancelled`. A bare yes or no is understood only in a column headed DNA."""
    words = plain(text)
    if words in ("yes", "y", "no", "n") and plain(heading) not in terms("appointment")["yes_and_no_mean_missed_only_under"]:
        return None
    return codes("appointment", "statuses").get(words)


def once(found: Iterable[Term]) -> tuple[Term, ...]:
    first: dict[str, Term] = {}
    for term in found:
        first.setdefault(term.key, term)
    return tuple(first.values())
