"""Every item that the PRSB standards mark mandatory or required is in the table of docs/plan-sections.md, and each path it names says something."""

import csv
import re
from fnmatch import fnmatchcase
from pathlib import Path

import fhirpathpy
from fhirpathpy.models import models

from tests.bundles.filling import both_say_yes, fill
from tests.guards.source import ROOT
from tests.people_cast import a_mobile
from webapp.base.clock import now
from webapp.bundles.queries import bundle_of
from webapp.plans.changes import last_number

LISTS = Path(__file__).parent / "prsb"
HEAD = "| PRSB item | section | field | FHIR path | left out, or why so |"


def table() -> list[tuple[list[str], str, str]]:
    """Patterns of items, the path, the reason."""
    text = Path(ROOT, "docs/plan-sections.md").read_text().split(HEAD)[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in text.splitlines()[2:]]
    return [(re.findall(r"`([^`]+)`", row[0]), row[3].strip("`"), row[4]) for row in rows]


def test_every_mandatory_or_required_item_is_mapped_or_left_out_with_a_reason():
    rows = table()
    items = [row for name in sorted(LISTS.glob("*.csv")) for row in csv.DictReader(name.open(encoding="utf-8"))]
    asked = [row["path"] for row in items if row["type"] == "item" and row["mandatory_required_optional"] in ("M", "R")]
    assert len(asked) > 250 and all(path or why for _patterns, path, why in rows)
    patterns = [pattern for found, _path, _why in rows for pattern in found]
    assert [one for one in asked if not any(fnmatchcase(one, pattern) for pattern in patterns)] == []
    assert [pattern for pattern in patterns if not any(fnmatchcase(row["path"], pattern) for row in items)] == []


def test_each_path_the_table_names_says_something_in_the_file_of_a_full_plan(session, cast):
    session.add(a_mobile(cast.person, "+447700900123"))
    cast.person.known_as = "Sammy"
    plan = fill(session, cast)
    both_say_yes(session, cast, plan, last_number(session, plan.id))
    resources = [entry["resource"] for entry in bundle_of(session, cast.person.id, at=now())["entry"]]
    silent = []
    for path in sorted({path for _patterns, path, _why in table() if path}):
        kind = path.split(".")[0]
        says = fhirpathpy.compile(path, models["r4"])
        if not any(says(one, {}) for one in resources if one["resourceType"] == kind):
            silent.append(path)
    assert silent == []
