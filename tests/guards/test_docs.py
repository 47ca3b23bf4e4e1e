"""What the documents promise exists: each named page is a route, each named test is a test."""

import re
from pathlib import Path

import pytest

from tests.guards.source import ROOT

DEFINED = re.compile(r"^def (test_\w+)", re.MULTILINE)


def defined_tests() -> set[str]:
    return {name for folder in ("tests", "e2e") for path in (ROOT / folder).rglob("*.py") for name in DEFINED.findall(path.read_text())}


@pytest.mark.parametrize("document", ["docs/mission.md", "docs/clinical-safety.md"])
def test_every_test_a_document_names_exists(document):
    named = set(re.findall(r"`(test_\w+)`", Path(ROOT, document).read_text()))
    assert named and named - defined_tests() == set()


def test_every_page_the_mission_names_is_a_route(app):
    named = set(re.findall(r"`(/[^`]*)`", Path(ROOT, "docs/mission.md").read_text()))
    assert named - {rule.rule for rule in app.url_map.iter_rules()} == set()


def test_the_mission_lists_each_row_once():
    rows = re.findall(r"^\| (R\d{3}) \|", Path(ROOT, "docs/mission.md").read_text(), re.MULTILINE)
    assert len(rows) == len(set(rows)) and {"R014", "R021", "R022", "R023", "R024", "R028", "R031", "R032", "R033", "R099"} <= set(rows)
