import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.messages.segments import Size, plain, size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Size(True, 0, 1)),
        ("a" * 160, Size(True, 160, 1)),
        ("a" * 161, Size(True, 161, 2)),
        ("a" * 306, Size(True, 306, 2)),
        ("a" * 307, Size(True, 307, 3)),
        ("€" * 80, Size(True, 160, 1)),
        ("€" * 81, Size(True, 162, 2)),
        ("ŵ" * 70, Size(False, 70, 1)),
        ("ŵ" * 71, Size(False, 71, 2)),
        ("ŵ" * 134, Size(False, 134, 2)),
        ("ŵ" * 135, Size(False, 135, 3)),
        ("😀" * 35, Size(False, 70, 1)),
        ("😀" * 36, Size(False, 72, 2)),
        ("ÄÉÖÜàäéèìòöùü£¥@$_", Size(True, 18, 1)),
        ("ç", Size(False, 1, 1)),
    ],
)
def test_parts_are_counted_as_the_network_counts_them(text, expected):
    assert size(text) == expected


def test_a_double_letter_is_never_split_over_two_parts():
    assert size("a" * 152 + "€" + "a" * 152) == Size(True, 306, 3)
    assert size("ŵ" * 66 + "😀" + "ŵ" * 66) == Size(False, 134, 3)


def test_curly_quotes_and_dashes_do_not_halve_what_fits():
    assert plain("It’s “here” – yes…\u00a0now") == 'It\'s "here" - yes... now'
    assert plain("Siân O’Brien, Łódź, Tŷ") == "Siân O'Brien, Łódź, Tŷ"


@given(st.text(max_size=400), st.text(max_size=20))
def test_more_letters_never_take_fewer_parts(text, more):
    assert size(text + more).parts >= size(text).parts
