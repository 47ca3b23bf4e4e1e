"""Can a tired person read it? Sentence length, common words, no initials, no percent. Never asked of a person's own words."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wordfreq import zipf_frequency

HERE = Path(__file__).resolve().parent
LONGEST, LONG = 15, 12
# Zipf 3.6: about four times in a million words. `diabetes` is 4.1, `kidney` 4.2, `tablet` 4.1; `cholesterol` is 3.9, `palpitations` 2.4.
COMMON = 3.6
INITIALS = {"NHS", "GP", "BMI", "HIV", "QR", "UK", "OK"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][a-z]+)?")
ADDRESS = re.compile(r"https?://\S+|\b[\w.-]+@[\w.-]+|\b[\w-]+\.(?:org|nhs|gov|com)\.?\w*")
# DESIGN section 4: what a person reads is said another way.
SAID_ANOTHER_WAY = {
    "practice": "GP surgery",
    "practices": "GP surgeries",
    "patient": "person, or you",
    "patients": "people",
    "user": "person",
    "users": "people",
    "medication": "medicine",
    "medications": "medicines",
    "normal": "usual",
    "normally": "usually",
    "abnormal": "not usual",
    "risk": "chance",
    "risks": "chances",
    "self-care": "looking after myself",
    "sos": "I need more help",
    "urine": "pee",
    "stool": "poo",
    "stools": "poo",
}


@dataclass(frozen=True)
class Fault:
    text: str
    why: str


@cache
def glossary(name: str) -> frozenset[str]:
    """The words of a glossary file: one a line, then why it may be used."""
    lines = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line.split(maxsplit=1)[0].lower() for line in lines if line and not line.startswith("#"))


def sentences(text: str) -> list[str]:
    """A text taken apart at full stops, question marks, exclamation marks and line ends. A decimal point is no end."""
    text = PLACEHOLDER.sub("7", re.sub(r"<[^>]+>", " ", text.replace("%%", "%")))
    parts = re.split(r"(?<=[.!?])[\"')]*\s+|\n+", ADDRESS.sub("7", text))
    return [part.strip() for part in parts if re.search(r"\w", part)]


def length(sentence: str) -> int:
    return len(re.findall(r"[\w'’&/%.,-]*\w[\w'’&/%-]*", sentence))


def is_plain(word: str, allowed: frozenset[str]) -> bool:
    lower = word.lower().replace("’", "'")
    stems = {lower, lower.removesuffix("'s")}
    return bool(stems & allowed) or max(zipf_frequency(stem, "en") for stem in stems) >= COMMON


def faults(text: str, allowed: frozenset[str] = frozenset(), *, staff: bool = False) -> list[Fault]:
    """Everything in the text that is hard to read. `allowed` are words explained elsewhere, in small letters."""
    allowed |= glossary("glossary") | (glossary("staff_glossary") if staff else frozenset())
    return [Fault(sentence, why) for sentence in sentences(text) for why in reasons(sentence, allowed, staff=staff)]


def reasons(sentence: str, allowed: frozenset[str], *, staff: bool):
    if length(sentence) > LONGEST:
        yield f"{length(sentence)} words"
    words = WORD.findall(sentence)
    hard = sorted({word for word in words if len(word) > 1 and not is_initials(word) and not is_plain(word, allowed)})
    if hard:
        yield f"hard words: {', '.join(hard)}"
    initials = sorted({word for word in words if is_initials(word) and word not in INITIALS and word.lower() not in allowed})
    if initials:
        yield f"initials: {', '.join(initials)}"
    if staff:
        return
    if "%" in sentence:
        yield "a percent sign"
    yield from (f"{word}: say {better}" for word, better in SAID_ANOTHER_WAY.items() if re.search(rf"(?<![\w-]){word}(?![\w-])", sentence, re.IGNORECASE))


def is_initials(word: str) -> bool:
    return len(word) > 1 and word.isupper()
