"""All 92 results walked, one by one, through their class, limits, bands and conversions.

`every_result.csv` was written from the catalogue's own words and numbers by plain arithmetic, with none of this app's code, and stands still:
a change of the catalogue must change it too.
"""

import csv
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from webapp.content.catalogue import results
from webapp.findings.sheet import Line
from webapp.readings.values import read_value
from webapp.results.shown import never_shown
from webapp.triage.words import band_of

TABLE = list(csv.reader(Path(__file__).with_name("every_result.csv").read_text("utf-8").splitlines()))[1:]


def of(*steps: str):
    return [pytest.param(code, step, given, found, id=f"{code}-{step}-{given}") for code, step, given, found in TABLE if step.split()[0] in steps]


def row(amount: str):
    return SimpleNamespace(amount=amount, comparator="", words=None)


def test_the_table_walks_every_result():
    assert {line[0] for line in TABLE} == set(results())
    assert sum(line[1] == "class" for line in TABLE) == 92


@pytest.mark.parametrize(("code", "_step", "release", "shown"), of("class"))
def test_the_release_class(code, _step, release, shown):
    """What is kept out of packs is told first if it is ever shown; what is never shown stays never."""
    entry = results()[code]
    line = Line(row(str(entry.input_range.soft_min) if entry.input_range else None), entry, None, None, None)
    assert (entry.release, entry.show_in_pack) == (release, shown == "shown")
    if release == "never" or entry.record_only:
        assert line.release == "never"
    else:
        assert line.release == (release if shown == "shown" else "tell_first")
    assert never_shown(entry, None) is (release == "never")


@pytest.mark.parametrize(("code", "_step", "given", "_found"), of("accepted"))
def test_a_usual_value_is_accepted(code, _step, given, _found):
    found = read_value(results()[code], given, results()[code].unit)
    assert (found.ok, found.odd, found.value) == (True, False, Decimal(given))


@pytest.mark.parametrize(("code", "_step", "given", "_found"), of("odd"))
def test_an_unusual_value_is_asked_about_and_kept(code, _step, given, _found):
    found = read_value(results()[code], given, results()[code].unit)
    assert (found.ok, found.odd, found.value) == (True, True, Decimal(given))


@pytest.mark.parametrize(("code", "_step", "given", "_found"), of("set"))
def test_a_value_outside_what_is_possible_is_set_aside(code, _step, given, _found):
    assert not read_value(results()[code], given, results()[code].unit).ok


@pytest.mark.parametrize(("code", "_step", "given", "label"), of("band"))
def test_a_value_is_in_its_band(code, _step, given, label):
    assert band_of(SimpleNamespace(row=row(given), entry=results()[code])).patient_label == label


@pytest.mark.parametrize(("code", "step", "given", "want"), of("from"))
def test_another_unit_becomes_the_primary_one(code, step, given, want):
    found = read_value(results()[code], given, step.removeprefix("from "))
    assert (found.ok, found.value) == (True, Decimal(want))


@pytest.mark.parametrize(("code", "step", "given", "want"), of("to"))
def test_the_primary_unit_is_shown_in_another(code, step, given, want):
    unit = next(unit for unit in results()[code].alt_units if unit.unit == step.removeprefix("to "))
    assert unit.from_primary(Decimal(given)) == Decimal(want)


@pytest.mark.parametrize(("code", "_step", "given", "_found"), of("option"))
def test_every_option_is_taken_as_it_is(code, _step, given, _found):
    found = read_value(results()[code], given, None)
    assert (found.ok, found.text) == (True, given)


@pytest.mark.parametrize(("code", "_step", "given", "_found"), of("refused"))
def test_words_that_are_no_option_are_refused(code, _step, given, _found):
    assert not read_value(results()[code], given, None).ok
