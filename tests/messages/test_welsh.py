"""Texts in Welsh: in letters every network sends in one alphabet, for one ŵ makes a text cost twice, and never longer than two parts."""

from functools import cache

import pytest
from babel.messages.catalog import Catalog

from tests.messages.conftest import WORDS
from webapp.base.catalogues import languages, po_of, read, sentences
from webapp.base.i18n import LANGUAGES
from webapp.messages.segments import plain, size
from webapp.messages.words import compose

SPOKEN = [language for language in languages() if language in LANGUAGES]


@cache
def said_in_texts() -> set[str]:
    return {text for place, _line, text, _comments in sentences() if "/messages/" in place and place.endswith(".txt") and isinstance(text, str)}


def outside_the_alphabet(catalogue: Catalog) -> list[str]:
    texts = [str(message.string) for message in catalogue if message.id in said_in_texts() and message.string]
    return [text for text in texts if not size(plain(text)).is_gsm]


def test_there_are_sentences_said_in_texts():
    assert len(said_in_texts()) > 10


@pytest.mark.parametrize("language", SPOKEN)
def test_no_sentence_of_a_text_needs_the_wide_alphabet(language):
    assert outside_the_alphabet(read(po_of(language), language)) == []


def test_one_letter_outside_the_alphabet_is_found():
    catalogue, sentence = Catalog(locale="cy"), sorted(said_in_texts())[0]
    catalogue.add(sentence, "Mae'r dŵr yn oer.")
    assert outside_the_alphabet(catalogue) == ["Mae'r dŵr yn oer."]


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", WORDS)
def test_a_text_in_another_language_is_two_parts_at_most(kind, language):
    template, words = WORDS[kind]
    measured = size(compose(template, language, practice="Tree Tops Surgery", phone="01632 960001", **words))
    assert measured.is_gsm and measured.parts <= 2
