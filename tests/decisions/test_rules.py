"""The order of what both want, letters of choices, who was there."""

import pytest

from webapp.decisions.rules import Present, Who, added, moved, next_letter, present_kept, present_read, without


@pytest.mark.parametrize(
    ("place", "step", "order"), [(1, -1, ["b", "a", "c"]), (1, 1, ["a", "c", "b"]), (0, -1, ["a", "b", "c"]), (2, 1, ["a", "b", "c"]), (9, -1, ["a", "b", "c"])]
)
def test_one_up_or_down_and_never_over_the_edge(place, step, order):
    assert moved(["a", "b", "c"], place, step) == order


def test_what_both_want_stands_once_and_stops_at_six():
    assert added(["a"], "a") == ["a"] and added(["a"], "") == ["a"] and added(list("abcdef"), "g") == list("abcdef")
    assert added(["a"], "b") == ["a", "b"] and without(["a", "b"], 0) == ["b"]


def test_a_letter_is_never_given_twice():
    assert next_letter({"A", "C"}) == "B" and next_letter("ABCDEF") is None


def test_who_was_there_is_kept_as_it_was_said():
    there = (Present(Who.PERSON, "Sam Carter"), Present(Who.STAFF, "Ann Evans", "Nurse"), Present(Who.CARER, 'Siân "Shan"'))
    assert present_read(present_kept(there)) == there and present_read(None) == () and present_read("Ann") == (Present(Who.OTHER, "Ann"),)
