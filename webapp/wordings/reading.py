"""Can a tired person read it? The same questions that our own words are asked before they ship: short sentences, common words, no initials."""

import re
from functools import cache
from pathlib import Path

LONGEST = 15
INITIALS = {"NHS", "GP", "UK", "OK"}
SAID_ANOTHER_WAY = {
    "practice": "GP surgery",
    "patient": "person",
    "patients": "people",
    "medication": "medicine",
    "medications": "medicines",
    "normal": "usual",
    "risk": "chance",
    "appointment": "visit",
}
ADDRESS = re.compile(r"https?://\S+|\b[\w-]+\.(?:org|nhs|gov|com)\S*")
PLACE = re.compile(r"\{\w+\}")
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:'[a-z]+)?")


@cache
def common() -> frozenset[str]:
    lines = Path(__file__).with_name("common_words.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def sentences(text: str) -> list[str]:
    """Taken apart at full stops, question marks and line ends. A place counts as one word."""
    parts = re.split(r"(?<=[.!?])\s+|\n+", PLACE.sub("7", ADDRESS.sub("7", text)))
    return [part.strip() for part in parts if re.search(r"\w", part)]


def too_long(text: str) -> list[str]:
    return [one for one in sentences(text) if len(re.findall(r"[\w'&/-]+", one)) > LONGEST]


def hard_words(text: str) -> list[str]:
    """Words few people meet, and initials. In the order in which they stand."""
    found = [word for one in sentences(text) for word in WORD.findall(one) if len(word) > 1]
    return list(dict.fromkeys(word for word in found if not is_plain(word)))


def is_plain(word: str) -> bool:
    if word.isupper():
        return word in INITIALS
    lower = word.lower()
    return lower in common() or lower.removesuffix("'s") in common()


def better_words(text: str) -> dict[str, str]:
    """Words that we say another way, and which."""
    said = {word.lower() for word in WORD.findall(PLACE.sub("", text))}
    return {word: better for word, better in SAID_ANOTHER_WAY.items() if word in said}
