"""Which report this is and what each column holds, told from the headings whatever their order."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from webapp.base.i18n import lazy

FEWEST_HEADINGS = 3


class Kind(StrEnum):
    PEOPLE = "people"
    RESULTS = "results"
    APPOINTMENTS = "appointments"
    LEAVERS = "leavers"
    # No report of a GP system: read only where such a list is asked for.
    SCORES = "scores"


REPORTS = (Kind.PEOPLE, Kind.RESULTS, Kind.APPOINTMENTS, Kind.LEAVERS)

COLUMN_NAMES = {
    "nhs_number": lazy("NHS number"),
    "surname": lazy("surname"),
    "given_name": lazy("first name"),
    "birth_date": lazy("date of birth"),
    "date": lazy("date"),
    "test": lazy("name of the test"),
    "value": lazy("value"),
    "score": lazy("score"),
    "slot": lazy("appointment type"),
    "time": lazy("time"),
    "went": lazy("died or left"),
}


@dataclass(frozen=True)
class Layout:
    """`columns`: our word for a column -> its place, from 0. `ignored`: headings nobody reads. `missing`: our words for what must be there."""

    kind: Kind
    columns: dict[str, int]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]
    headings: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.headings)


@cache
def catalogue() -> dict:
    return json.loads((Path(__file__).parent / "columns.json").read_text(encoding="utf-8"))


@cache
def meanings(kind: Kind) -> dict[str, str]:
    """plain heading -> our word, for one kind of report."""
    said = catalogue()
    every = said["everywhere"] | said["kinds"][kind]["columns"]
    return {plain(heading): word for word, headings in every.items() for heading in headings}


def plain(heading: str) -> str:
    """Capitals, accents, punctuation and the system's own first words taken away."""
    words = re.sub(r"[^a-z0-9]+", " ", unicodedata.normalize("NFKC", heading).casefold()).strip()
    for start in catalogue()["opening_words"]:
        if words.startswith(start + " "):
            return words.removeprefix(start + " ")
    return words


def layout_of(headings: tuple[str, ...], kinds: Sequence[Kind] = REPORTS) -> Layout | None:
    """The best reading of a line as headings of one of these kinds, or None when it is no line of headings."""
    found = [layout_as(kind, headings) for kind in kinds]
    whole = [layout for layout in found if not layout.missing and (marked(layout) or layout.kind is Kind.PEOPLE)]
    best = max(whole or found, key=lambda layout: (bool(marked(layout)), len(layout.columns) - len(layout.missing)))
    return best if len(best.columns) >= FEWEST_HEADINGS else None


def marked(layout: Layout) -> int:
    """More than nothing when the columns that only this kind of report has are there; results and appointments also name people."""
    marks = catalogue()["kinds"][layout.kind]["marks"]
    return len(marks) if all(any(word in layout.columns for word in choice) for choice in marks) else 0


def layout_as(kind: Kind, headings: tuple[str, ...]) -> Layout:
    known, columns, ignored = meanings(kind), {}, []
    for place, heading in enumerate(headings):
        word = known.get(plain(heading))
        if word and word not in columns:
            columns[word] = place
        elif heading:
            ignored.append(heading)
    missing = [choice[0] for choice in catalogue()["kinds"][kind]["essential"] if not any(word in columns for word in choice)]
    return Layout(kind, columns, tuple(ignored), tuple(missing), headings)


def missing_in_words(layout: Layout) -> str:
    return ", ".join(str(COLUMN_NAMES.get(word, word)) for word in layout.missing)
