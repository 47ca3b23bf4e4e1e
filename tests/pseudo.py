"""Two languages that nobody speaks, to look at pages in: one that runs from right to left, and one whose words are half as long again.

`with pseudo_languages(folder):` offers them beside the true ones, as `ur` and `de`. Whatever still stands there in plain English was never
given to a translator. The letters of the first are chosen by their sound, so that somebody who knows them can still read a page.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from webapp.base import i18n
from webapp.base.catalogues import collected

HOLES = re.compile(r"(%\(\w+\)[sd]|%%|\{\}|<[^>]+>)")
LATIN = "abcdefghijklmnopqrstuvwxyz"
ARABIC = "ابکدیفگہیجکلمنوپقرستعوشخئز"
AS_ARABIC = str.maketrans(LATIN + LATIN.upper() + "?,", ARABIC * 2 + "؟،")
VOWELS = {"a": "aa", "e": "éé", "i": "ii", "o": "öö", "u": "üü"}


def of_words(text: str, change: Callable[[str], str]) -> str:
    """What is put in, and tags, stay as they are."""
    return "".join(piece if HOLES.fullmatch(piece) else change(piece) for piece in HOLES.split(text))


def right_to_left(text: str) -> str:
    return of_words(text, lambda piece: piece.translate(AS_ARABIC))


def long_words(text: str) -> str:
    return of_words(text, lambda piece: re.sub("[aeiou]", lambda found: VOWELS[found[0]], piece))


PSEUDO = {"ur": right_to_left, "de": long_words}


def catalogue_in(language: str, change: Callable[[str], str]) -> Catalog:
    made = Catalog(locale=Locale.parse(language), charset="utf-8")
    for message in collected():
        if message.id:
            many = message.id if isinstance(message.id, tuple) else None
            made.add(message.id, tuple(map(change, many)) if many else change(str(message.id)))
    return made


@contextmanager
def pseudo_languages(folder: Path) -> Iterator[None]:
    """`folder` gets a copy of the true catalogues and the pseudo ones. Afterwards everything is as before."""
    true, offered = i18n.LOCALES, dict(i18n.LANGUAGES)
    shutil.copytree(true, folder, dirs_exist_ok=True)
    for language, change in PSEUDO.items():
        path = folder / language / "LC_MESSAGES" / "messages.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalogue_in(language, change))
    i18n.LOCALES = folder
    i18n.LANGUAGES.update(i18n.OTHERS | dict.fromkeys(PSEUDO, "Pseudo"))
    i18n.catalogue.cache_clear()
    try:
        yield
    finally:
        i18n.LOCALES = true
        i18n.LANGUAGES.clear()
        i18n.LANGUAGES.update(offered)
        i18n.catalogue.cache_clear()
