"""Which texts the gate reads: every msgid with its place, and who reads it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, meta

from tests.reading.gate import WORD
from webapp.base.catalogues import ROOT, sentences

TEMPLATES = ROOT / "webapp" / "templates"
DATA = ROOT / "webapp" / "content" / "data"
# Rooms that only staff open, and files elsewhere that only the desk uses.
STAFF_ROOMS = {"fhir", "worklists", "triage", "visits", "imports", "comparisons", "reports", "tables", "quality"}
STAFF_WORDS = ("fhir_", "licence", "staff", "triage", "desk", "visit_", "target", "records")
# Read by whoever shows the app or builds it, with the demo on.
SHOWN_TO_NOBODY = ("webapp/templates/base/gallery", "webapp/templates/demo/", "webapp/demo/")
# Published wordings may not be changed (DESIGN section 8).
PUBLISHED = ("webapp/content/data/phq2.json",)


@dataclass(frozen=True)
class Text:
    words: str
    place: str
    staff: bool
    allowed: frozenset[str] = frozenset()


@cache
def links(path: Path) -> frozenset[str]:
    return frozenset(meta.find_referenced_templates(Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text("utf-8"))))


@cache
def is_desk_template(name: str) -> bool:
    """A page of the desk, or a piece that only pages of the desk use."""
    path = TEMPLATES / name
    if name.split("/")[0] in STAFF_ROOMS or name.startswith("base/staff") or "base/staff.html" in links(path):
        return True
    users = [other for other in TEMPLATES.rglob("*.html") if name in links(other)]
    return bool(users) and all(is_desk_template(str(other.relative_to(TEMPLATES))) for other in users)


def is_for_staff(filename: str) -> bool:
    parts = Path(filename).parts
    if parts[1] == "templates":
        return is_desk_template(str(Path(*parts[2:])))
    return parts[1] in STAFF_ROOMS or any(word in parts[-1] for word in STAFF_WORDS)


@cache
def texts() -> tuple[Text, ...]:
    return tuple(found())


def found() -> Iterator[Text]:
    """Every text once for each place it stands in; the results catalogue with the names it explains allowed in it."""
    for filename, line, written, _comments in sentences():
        if filename.startswith(SHOWN_TO_NOBODY) or filename in PUBLISHED or filename.endswith("data/results.json"):
            continue
        for words in (written,) if isinstance(written, str) else written:
            yield Text(words, f"{filename}:{line}", is_for_staff(filename))
    yield from results_texts()


def results_texts() -> Iterator[Text]:
    """Labels are names of tests: each has its plain sentences, and there its name may be used. Options and units are the record's own words."""
    rows = json.loads((DATA / "results.json").read_text("utf-8"))["results"]
    names = frozenset(word.lower() for row in rows for word in WORD.findall(f"{row['label']} {' '.join(row['options'])}"))
    for row in rows:
        yield Text(row["plain"], f"results.json {row['code']}", False, names)
        for band in row["bands"]:
            yield Text(band["patient_label"], f"results.json {row['code']} band", False, names)
