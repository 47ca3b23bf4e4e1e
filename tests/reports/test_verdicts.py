"""The verdict for every odd row of the samples, written by hand in verdicts.csv."""

import csv
from pathlib import Path

import pytest

from tests.reports.exports import ALL, reading_of, sample

TABLE = list(csv.DictReader((Path(__file__).parent / "verdicts.csv").open(encoding="utf-8")))
NEEDS_THE_DATABASE = {"birth_date_differs", "surname_differs", "person_unknown"}
LINES = {"people-emis.csv": range(5, 65), "results-emis.csv": range(4, 612), "appointments-emis.csv": range(2, 82)}


def verdicts_of(reading) -> dict[int, tuple[str, str]]:
    """line -> (verdict, reason) for every line with anything to say."""
    found = {row.line: ("added", row.notes[0].said.value) for row in reading.rows if row.notes}
    found |= dict.fromkeys(reading.repeated, ("unchanged", "repeated"))
    found |= {refusal.line: ("refused", refusal.reason.value) for refusal in reading.refused}
    return found | {refusal.line: ("set_aside", refusal.reason.value) for refusal in reading.set_aside}


def written_for(name: str) -> dict[int, tuple[str, str]]:
    rows = [row for row in TABLE if row["file"] == name and row["reason"] and row["reason"] not in NEEDS_THE_DATABASE]
    return {int(row["line"]): (row["verdict"], row["reason"]) for row in rows}


@pytest.mark.parametrize("name", ALL)
def test_every_odd_row_gets_the_verdict_in_the_table_and_no_other_row_gets_one(name):
    assert verdicts_of(reading_of(sample(name))) == written_for(name)


@pytest.mark.parametrize("name", ALL)
def test_every_line_of_a_sample_ends_in_exactly_one_place(name):
    reading = reading_of(sample(name))
    lines = [row.line for row in reading.rows] + list(reading.repeated) + [r.line for r in (*reading.refused, *reading.set_aside)]
    assert sorted(lines) == list(LINES[name])


def test_every_verdict_in_the_table_says_why_in_words():
    assert all(len(row["why"]) > 10 for row in TABLE)
    assert {row["verdict"] for row in TABLE} == {"added", "refused", "set_aside", "unchanged"}
