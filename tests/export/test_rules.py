"""What may lock a file, and which words are one and the same password."""

import json

import pytest

from webapp.export.card import lines_of
from webapp.export.rules import WORDS_OFFERED, fault_of, phrase, plainly
from webapp.web.pages import STATIC

SAMS = ["Sam", "Carter", "1950", "14031950"]
GOOD = ["otter lemon boat piano acid", "i love my dog rex", "Croeso i Gymru, hen ffrind", "بلی میری گود میں سوتی ہے", "trzy koty na dachu śpią"]
BAD = {
    "numbers": ["123456", "14031950140319", "1234 5678 9012", "12345678abc9"],
    "short": ["", "   ", "my plan", "otter lemon", "!!!!!!!!!!!!!!!!"],
    "common": ["password12345", "Manchester United", "qwertyuiop asdf", "aaaaaaaaaaaa", "letmein letmein", "Sam Carter 1950", "iloveyou iloveyou"],
    "long": ["otter lemon " * 20],
}


@pytest.mark.parametrize("password", GOOD)
def test_a_few_words_of_ones_own_will_do_in_any_language(password):
    assert fault_of(password, SAMS) == ""


@pytest.mark.parametrize(("fault", "password"), [(fault, password) for fault, many in BAD.items() for password in many])
def test_what_others_would_guess_is_refused(fault, password):
    assert fault_of(password, SAMS) == fault


def test_ones_own_name_is_known_to_nobody_elses_password():
    assert fault_of("Kowalczyk Wadowice", ["Kowalczyk", "Wadowice"]) == "common"
    assert fault_of("Kowalczyk Wadowice", []) == ""


@pytest.mark.parametrize("typed", ["Otter lemon boat", " otter  lemon. Boat ", "OTTER\tLEMON\u00a0BOAT!", "ｏｔｔｅｒ lemon boat"])
def test_whatever_a_keyboard_makes_of_it_it_is_the_same_password(typed):
    assert plainly(typed) == "otter lemon boat"


def test_the_words_that_are_offered_are_drawn_anew_and_would_do():
    listed = json.loads((STATIC / "words" / "short.json").read_text("utf-8"))
    drawn = {phrase(listed) for _time in range(20)}
    assert len(drawn) == 20
    assert all(len(words.split()) == WORDS_OFFERED and fault_of(words, SAMS) == "" for words in drawn)


def test_danger_signs_are_taken_line_by_line():
    assert lines_of("- Chest pain: 999\n\n• Blue lips. Phone 999! Now") == ["Chest pain: 999", "Blue lips.", "Phone 999!", "Now"]
