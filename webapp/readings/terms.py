"""Recognise a result by the term or code a GP system sent, and what must never be stored. Exact terms only: nothing is near enough."""

import re
import unicodedata
from functools import cache, lru_cache

from webapp.content.catalogue import Result, catalogue_file, results

EXAMINED = re.compile(r"^o ?/ ?e( ?[-–:] ?| )")
TAG = re.compile(r"\((observable entity|finding|procedure|situation|assessment scale|regime/therapy|disorder|record artefact|event)\)\s*$")
READ_CODE = re.compile(r"[(\[](?=[a-z0-9.]*[0-9.]|x)[a-z0-9.]{5}[)\]]\s*$")
NOT_WORDS = re.compile(r"[^0-9a-z%]+")
CLOSING = re.compile(r"( (level|levels|concentration|reading|measurement))+$")


@lru_cache(maxsize=4096)
def recognise(term: str) -> Result | None:
    """The result a code term, a SNOMED code, our own code or our label names; None for everything else."""
    return None if never_stored(term) else results().get(known_terms().get(folded(term), ""))


def said_by_words(entry: Result, words: str) -> str | None:
    """The value that words carry: an option, another spelling of one, or a term such as "MRC grade 3" (then "3")."""
    return words_of(entry).get(folded(words))


def never_stored(term: str) -> bool:
    """True for HIV and sexual health, pregnancy and genetic tests, and report texts: such a row is dropped, value and all."""
    padded = f" {words(term)} "
    return any(phrase in padded for phrase in never_phrases())


@cache
def known_terms() -> dict[str, str]:
    """Folded term -> result code. Raises ValueError when two results claim one term."""
    found: dict[str, str] = {}
    for code, entry in results().items():
        for term in terms_of(entry):
            if found.setdefault(folded(term), code) != code:
                raise ValueError(f"the term {term!r} is claimed by {code} and by {found[folded(term)]}")
    return found


def terms_of(entry: Result) -> list[str]:
    listed = catalogue_file("result_terms")["results"][entry.code]
    snomed = [word for term in entry.snomed for word in (term.code, term.display)]
    return [entry.code, entry.label, *snomed, *listed["terms"], *listed.get("says", {})]


@cache
def words_of(entry: Result) -> dict[str, str]:
    listed = catalogue_file("result_terms")["results"][entry.code]
    spelt = {**{option: option for option in entry.options}, **listed.get("says", {}), **listed.get("options", {})}
    return {folded(word): value for word, value in spelt.items()}


@cache
def never_phrases() -> tuple[str, ...]:
    return tuple(f" {words(phrase)} " for phrase in catalogue_file("result_terms")["never_import"])


@lru_cache(maxsize=4096)
def folded(term: str) -> str:
    return CLOSING.sub("", words(term))


def words(term: str) -> str:
    plain = unicodedata.normalize("NFKC", term).casefold().strip()
    plain = READ_CODE.sub("", TAG.sub("", plain).strip())
    return NOT_WORDS.sub(" ", EXAMINED.sub("", plain)).strip()
