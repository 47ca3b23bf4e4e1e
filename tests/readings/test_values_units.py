"""Units: boxes, conversions, spellings, and how a value is shown."""

from decimal import Decimal
from itertools import chain

import pytest

from webapp.content.catalogue import Linear, catalogue_file, results
from webapp.readings.parts import in_parts
from webapp.readings.units import matched_unit, spellings, units_of
from webapp.readings.values import Reason, read_parts, shown


def test_boxes_are_added_up():
    weight, height = results()["weight"], results()["height"]
    assert read_parts(weight, "st lb", ["11", ""]).value == Decimal("69.9")
    assert read_parts(height, "ft in", ["5", "10"]).value == 178
    assert read_parts(weight, "st lb", ["", ""]).reason is Reason.EMPTY
    assert read_parts(weight, "st lb", ["eleven", "4"]).reason is Reason.NOT_A_NUMBER
    assert read_parts(weight, "kg", ["11", "4"]).reason is Reason.UNKNOWN_UNIT
    assert read_parts(weight, "st lb", ["99", "0"]).reason is Reason.OUT_OF_RANGE


def test_fourteen_pounds_become_the_next_stone():
    (stones,) = results()["weight"].alt_units
    assert in_parts(stones, Decimal("76.2")) == (12, 0)
    assert in_parts(stones, Decimal("69.9")) == (11, 0)
    (feet,) = results()["height"].alt_units
    assert in_parts(feet, Decimal(178)) == (5, 10)


CONVERSIONS = catalogue_file("results")["conversions"]
CHECKS = [pytest.param(row, given, want, id=f"{row['id']}-{given}") for row in CONVERSIONS for given, want in row["check"]]


@pytest.mark.parametrize(("row", "given", "want"), CHECKS)
def test_every_check_of_the_conversions_holds(row, given, want):
    if row["kind"] == "divide_by_square":
        weight, height = (Decimal(number) for number in given)
        number = Linear(Decimal(0), 1 / height**2, Decimal(0), row["round"])(weight)
    else:
        sizes = [part["size"] for part in row.get("parts", [{"size": 1}])]
        total = sum(Decimal(box) * size for box, size in zip(given if isinstance(given, list) else [given], sizes, strict=True))
        number = Linear(**{name: Decimal(row["convert"][name]) for name in ("subtract", "multiply", "add")}, round=row["convert"]["round"])(total)
    assert number == Decimal(want)


def test_the_results_use_the_conversions_of_the_file():
    listed = [row["convert"] for row in CONVERSIONS if row["kind"] == "linear"]
    for other in chain.from_iterable(entry.alt_units for entry in results().values()):
        used = {"subtract": other.to_primary.subtract, "multiply": other.to_primary.multiply, "add": other.to_primary.add, "round": other.to_primary.round}
        assert used in listed or other.unit == "g/dL"


@pytest.mark.parametrize(("number", "want"), [("0.5", "1"), ("1.5", "2"), ("2.5", "3"), ("-0.5", "-1"), ("-1.5", "-2"), ("0.4", "0")])
def test_halves_are_rounded_away_from_zero(number, want):
    assert Linear(Decimal(0), Decimal(1), Decimal(0), 0)(Decimal(number)) == Decimal(want)


SHOWN = [
    ("egfr", "90", ">", ">90"),
    ("crp", "4", "<=", "≤4"),
    ("weight", "70.25", None, "70.3"),
    ("hba1c", "58", None, "58"),
    ("dxa_tscore", "-0.04", None, "0.0"),
    ("potassium", "5", None, "5.0"),
    ("potassium", "5", "", "5.0"),
]


@pytest.mark.parametrize(("code", "value", "comparator", "want"), SHOWN)
def test_a_value_is_shown_with_the_decimals_of_its_result(code, value, comparator, want):
    assert shown(results()[code], Decimal(value), comparator) == want


def test_no_spelling_means_two_units_of_a_result():
    for entry in results().values():
        assert {matched_unit(entry, unit) for unit, _ in units_of(entry)} == {unit for unit, _ in units_of(entry)}
        assert all(spelling for spelling in spellings(entry))


def test_every_unit_is_read_by_its_name_and_its_ucum_code():
    for entry in results().values():
        for unit, ucum in units_of(entry):
            assert matched_unit(entry, ucum) == matched_unit(entry, unit.upper()) == unit


def test_every_listed_unit_belongs_to_a_result():
    used = {unit for entry in results().values() for unit, _ in units_of(entry)}
    assert set(catalogue_file("units")["units"]) <= used
