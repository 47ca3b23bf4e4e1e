"""Who may be one person written down twice."""

from datetime import date
from uuid import UUID

import pytest

from webapp.registers.rules import Entry, Why, pairs_of, similar_given

BORN = date(1950, 3, 14)


def entry(number: int, given: str, surname: str = "Carter", born: date = BORN) -> Entry:
    return Entry(UUID(int=number), surname, given, born, f"{number:010}")


@pytest.mark.parametrize(("one", "other"), [("Sam", "Sam"), ("Sam", "Samuel"), ("S", "Sam"), ("Siân", "Sian"), ("Jon", "John"), ("Catherine", "Katherine")])
def test_these_first_names_may_be_one(one, other):
    assert similar_given(one, other) and similar_given(other, one)


@pytest.mark.parametrize(("one", "other"), [("Sam", "Ann"), ("Jane", "John"), ("", "Sam"), ("Peter", "Paul")])
def test_these_first_names_are_two(one, other):
    assert not similar_given(one, other)


def test_a_pair_stands_once_with_every_reason():
    sam, samuel, twin, other = entry(1, "Sam"), entry(2, "Samuel", "CARTER"), entry(3, "Tom"), entry(4, "Sam", born=date(1950, 3, 15))
    [found] = pairs_of([samuel, twin, sam, other], {"phone": [samuel, sam]})
    assert found.key == (sam.id, samuel.id) and found.why == (Why.SAME_NAME, Why.SAME_PHONE)


@pytest.mark.parametrize(("people", "pairs"), [(2, 1), (6, 15), (7, 0)])
def test_a_phone_of_very_many_people_says_nothing_of_any_two(people, pairs):
    on_it = [entry(number, f"Given{number}", f"Name{number}") for number in range(people)]
    assert len(pairs_of([], {"phone": on_it})) == pairs
