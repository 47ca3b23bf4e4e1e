"""Languages that only our messages speak yet: sentence by sentence, in `languages/<code>.json`, each file saying who made it and who has read it.

A machine's first draft stays off for a real practice until somebody who reads the language well signs the file; the demo may show it.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from webapp.people.ways import WRITTEN
from webapp.settings import Settings

FOLDER = Path(__file__).resolve().parent / "languages"


@dataclass(frozen=True)
class Language:
    """`name` is in the language itself; `status` says in English how far it is. Signed when `by` and `on` are there."""

    code: str
    name: str
    english_name: str
    made: str
    status: str
    by: str | None
    role: str | None
    on: str | None
    says: dict[str, str] = field(hash=False)

    @property
    def is_signed(self) -> bool:
        return bool(self.by and self.on)


class Sentences(NullTranslations):
    def __init__(self, says: dict[str, str]):
        super().__init__()
        self.says = says

    def gettext(self, message: str) -> str:
        return self.says.get(message, message)


@cache
def known() -> dict[str, Language]:
    """By code, signed or not."""
    rows = ((path.stem, json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.json")))
    return {code: Language(code=code, **row) for code, row in rows}


def offered(languages: Collection[Language], *, drafts: bool) -> frozenset[str]:
    """The codes that may be sent: those that were signed, and with `drafts` the others too."""
    return frozenset(language.code for language in languages if drafts or language.is_signed)


OFFERED = offered(known().values(), drafts=Settings().draft_languages or Settings().demo)
WRITTEN.update(OFFERED)


def says(code: str, sentences: Collection[str]) -> bool:
    """Is every one of these said in it? One missing, and the whole message is in English: never half of one and half of the other."""
    return all(sentence in known()[code].says for sentence in sentences)


@cache
def catalogue(code: str) -> NullTranslations:
    return Sentences(known()[code].says)
