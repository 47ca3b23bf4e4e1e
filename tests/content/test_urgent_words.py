"""Words that may be about an emergency: found as whole words, in both languages, and the same list on the phone."""

import json
import re
from pathlib import Path

import pytest

from webapp.content.catalogue import catalogue_file, draft
from webapp.content.urgent_words import phrases, sounds_urgent

SCRIPT = Path(__file__).resolve().parent.parent.parent / "webapp" / "static" / "js" / "urgent.js"


@pytest.mark.parametrize(
    "text",
    [
        "I have chest pain today",
        "CHEST   PAIN!!",
        "I can't breathe",
        "I can\u2019t breathe",
        "my face has dropped, I think it is a stroke",
        "thoughts of suicide",
        "I want to kill myself.",
        "I self-harm",
        "He hits me",
        "Mae gen i boen yn y frest: poen yn y frest",
        "dw i eisiau marw",
        "wedi cael strôc",
        "wedi cael stroc",
    ],
)
def test_it_is_found_whatever_the_letters(text):
    assert sounds_urgent(text)


@pytest.mark.parametrize("text", ["", "I get tired walking to the shop.", "The chest of drawers. A sore knee", "keystroke", "assuicided", "3"])
def test_other_words_are_left_alone(text):
    assert not sounds_urgent(text)


def test_every_phrase_finds_itself():
    assert phrases() and [phrase for phrase in phrases() if not sounds_urgent(f"So {phrase} it is")] == []


def test_both_languages_have_a_list_and_it_is_a_draft_until_signed():
    assert {"en", "cy"} <= set(catalogue_file("urgent_words")["words"]) and draft("urgent_words")


def test_the_phone_has_the_same_list():
    listed = re.search(r"var WORDS = (\[.*?\n  \]);", SCRIPT.read_text("utf-8"), re.DOTALL)[1]
    kept = [phrase for words in catalogue_file("urgent_words")["words"].values() for phrase in words]
    assert json.loads(re.sub(r",\s*\]", "]", listed)) == kept
