"""Names, and when two spellings are one surname."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from webapp.reports.names import read_full_name, read_name, same_surname
from webapp.tables.refusals import CellRefused, Reason

SAME = [
    ("Łukaszewicz", "?ukaszewicz"),
    ("Łukaszewicz", "LUKASZEWICZ"),
    ("Łukaszewicz", "\ufffdukaszewicz"),
    ("O'Neill-Brânză", "O'Neill-Brânz?"),
    ("O'Neill-Brânză", "ONeill Branza"),
    ("O'Neill", "O’Neill"),
    ("O'Neill", "O?Neill"),
    ("Yıldız", "Y?ld?z"),
    ("Yıldız", "YILDIZ"),
    ("Fernández", "FernÃ¡ndez"),
    ("Wiśniewska", "Wiœniewska"),
    ("Strauß", "Strauss"),
    ("Strauß", "Strau?"),
    ("van der Berg", "Vanderberg"),
    ("MacDonald", "Mac Donald"),
]
OTHERS = [("Begum", "Begun"), ("Smith", "Smith-Jones"), ("van der Berg", "Somebody-Else"), ("Li", "??"), ("Ann", "Anne"), ("Jones", "Jone?s"), ("Smith", "")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_letters_lost_on_the_way_do_not_make_another_surname(one, other):
    assert same_surname(one, other) and same_surname(other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_anything_else_is_another_surname(one, other):
    assert not same_surname(one, other) and not same_surname(other, one)


@given(name=some.text("abcdefghijklmnoprstuvwłśćüéñ", min_size=4, max_size=12), place=some.integers(0, 11))
def test_one_lost_letter_is_forgiven_and_one_wrong_letter_is_not(name, place):
    place %= len(name)
    assert same_surname(name, name[:place] + "?" + name[place + 1 :])
    assert not same_surname(name, name[:place] + "q" + name[place + 1 :])


@given(one=some.text(max_size=30), other=some.text(max_size=30))
def test_comparing_works_for_any_text_and_both_ways_round(one, other):
    assert same_surname(one, other) == same_surname(other, one)


def test_a_name_saved_in_the_wrong_encoding_gets_its_letters_back():
    assert read_name("FernÃ¡ndez") == "Fernández" and read_name("Å\x81ukaszewicz") == "Łukaszewicz"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","Ann")', "+cmd", "@SUM(A1)", "-2+3"])
def test_a_formula_is_not_a_name(text):
    with pytest.raises(CellRefused) as refused:
        read_name(text)
    assert refused.value.reason is Reason.FORMULA


@pytest.mark.parametrize("text", ["02-Aug-1974", "Sm1th", "***", "a" * 81, "Anna;"])
def test_what_does_not_look_like_a_name_is_set_aside(text):
    with pytest.raises(CellRefused) as refused:
        read_name(text)
    assert refused.value.reason is Reason.ODD_NAME


@pytest.mark.parametrize(
    ("text", "pair"),
    [("Smith, Anna", ("Smith", "Anna")), ("O'NEILL, Mary Jane (Mrs)", ("O'NEILL", "Mary Jane")), ("Mrs van der Berg, Jo", ("van der Berg", "Jo"))],
)
def test_a_full_name_is_split_at_its_comma(text, pair):
    assert read_full_name(text) == pair


def test_a_full_name_without_a_comma_is_never_guessed():
    with pytest.raises(CellRefused) as refused:
        read_full_name("Anna Smith")
    assert refused.value.reason is Reason.NAME_NOT_SPLIT
