"""The signs on paper: one that names the print, and what each code was."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.papers.codes import DRAWN, SIGNS, About, Key, Kind, Line, print_code, shown, with_check
from webapp.papers.rules import Entry, Stop, read_typed, size_for, stops_of

drawn = st.text(alphabet=SIGNS, min_size=DRAWN, max_size=DRAWN)
TICKS = tuple(Line(f"C{number}", Kind.TICK, About.PROMPT, f"prompt{number}") for number in range(1, 13))
FIRSTS = tuple(Line(f"D{number}", Kind.FIRST, About.FIRST, str(number)) for number in range(1, 4))
MOODS = tuple(Line(f"E{number}", Kind.CHOICE, About.QUESTION, f"phq2/q{number}", ("0", "1", "2", "3")) for number in (1, 2))
KEY = Key((*TICKS, *FIRSTS, *MOODS), ticked=("prompt3",))
TICKED, FIRST, MOOD = Stop(Kind.TICK, TICKS), Stop(Kind.FIRST, FIRSTS), Stop(Kind.CHOICE, MOODS[:1])


@given(drawn, st.integers(0, DRAWN), st.sampled_from(SIGNS))
def test_every_wrong_sign_is_noticed(code, place, other):
    right = with_check(code)
    wrong = right[:place] + other + right[place + 1 :]
    assert print_code(wrong) == (right if wrong == right else None)


@given(drawn)
def test_two_signs_swapped_are_noticed(code):
    right = with_check(code)
    for one, two in combinations(range(DRAWN + 1), 2):
        signs = list(right)
        signs[one], signs[two] = signs[two], signs[one]
        assert print_code("".join(signs)) in ({right} if signs == list(right) else {None})


@given(drawn)
def test_a_sign_is_read_however_it_is_typed(code):
    right = with_check(code)
    assert print_code(f" {shown(right).lower()} ") == right


def test_a_key_is_kept_as_it_was():
    assert Key.opened(KEY.kept()) == KEY


def test_the_stops_follow_the_paper():
    assert stops_of(KEY.lines) == [TICKED, FIRST, MOOD, Stop(Kind.CHOICE, MOODS[1:])]


@pytest.mark.parametrize("typed", ["3 12", "c3,C12", "3, 12"])
def test_ticks_are_read_by_their_numbers(typed):
    assert read_typed(typed, TICKED, KEY).entries == [Entry(TICKS[2], "x"), Entry(TICKS[11], "x")]


def test_a_minus_takes_away_and_a_plus_is_sure():
    assert read_typed("-3 +4", TICKED, KEY).entries == [Entry(TICKS[2], ""), Entry(TICKS[3], "x", surely=True)]


@pytest.mark.parametrize(("typed", "line", "said"), [("b", 0, "1"), ("2d", 1, "3"), ("E2a", 1, "0")])
def test_a_choice_is_one_letter_with_or_without_its_code(typed, line, said):
    assert read_typed(typed, MOOD, KEY).entries == [Entry(MOODS[line], said)]


@pytest.mark.parametrize(
    ("typed", "stop"), [("13", TICKED), ("0", TICKED), ("b", TICKED), ("-", TICKED), ("z", MOOD), ("3a", MOOD), ("\x00", MOOD), ("99", FIRST)]
)
def test_what_means_nothing_here_is_told_back(typed, stop):
    found = read_typed(typed, stop, KEY)
    assert (found.entries, found.unread) == ([], [typed])


def test_what_comes_first_is_named_by_the_codes_of_the_ticks():
    assert read_typed("12 c1", FIRST, KEY).entries == [Entry(TICKS[11], "x"), Entry(TICKS[0], "x")]


def test_a_code_of_another_part_leads_there():
    assert read_typed("e2", TICKED, KEY).onward == MOODS[1]


@pytest.mark.parametrize(
    ("needs", "points"),
    [([], 16), ([("large_print", "Large print")], 18), ([("large_print", "Large print 24 point")], 24), ([("hearing", "Loop 24")], 16)],
)
def test_the_letters_are_as_large_as_the_person_needs(needs, points):
    assert size_for(needs) == points
