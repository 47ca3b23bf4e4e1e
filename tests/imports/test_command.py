"""`in-my-words import`, as it is typed."""

import json

import pytest
from click.testing import CliRunner

from tests.reports.exports import SAMPLES
from webapp.commands import main


@pytest.fixture
def type_in(settings, surgery):
    return lambda *words: CliRunner().invoke(main, ["import", "--practice", "Z99901", *words], obj=settings)


def test_a_dry_run_says_everything_and_writes_nothing(type_in, surgery):
    before = surgery.everything()
    said = json.loads(type_in(str(SAMPLES / "people-emis.csv"), "--dry-run", "--json").output)
    assert {name: said[name] for name in ("kind", "rows", "added", "changed", "unchanged")} == {
        "kind": "people",
        "rows": 60,
        "added": 53,
        "changed": 0,
        "unchanged": 1,
    }
    assert [odd["row"] for odd in said["refused"]] == [8, 28, 32] and [odd["row"] for odd in said["set_aside"]] == [40, 44, 52]
    assert said["set_aside"][2]["reason"] == "Excel changed this NHS number to “1.00E+10”. Type the ten digits again."
    assert surgery.everything() == before


def test_a_file_is_brought_in_and_told_in_words(type_in, surgery):
    reply = type_in(str(SAMPLES / "people-emis.csv"))
    assert reply.exit_code == 0 and "people: 60 rows" in reply.output and "line 8: “9990392464” is not a real NHS number." in reply.output
    assert surgery.everything()["person"] == 53


def test_a_file_that_cannot_be_used_is_refused_in_words(type_in, tmp_path):
    odd = tmp_path / "odd.csv"
    odd.write_bytes(b"hello,world\r\n")
    reply = type_in(str(odd))
    assert reply.exit_code == 1 and "line of headings" in reply.output
    assert "line of headings" in json.loads(type_in(str(odd), "--json").output)["error"]
