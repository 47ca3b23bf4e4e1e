"""The clinical catalogues: results, facts, levels, conditions, prompts and questionnaires.

Every text is data from `data/*.json`, a draft until its provenance carries a sign-off. Texts a person reads are English here;
whoever shows one puts it through gettext. Loaded once, never changed.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from webapp.content import asking, reading
from webapp.content.prompt import Instrument, Layout, Prompt
from webapp.content.provenance import Provenance
from webapp.content.result import AltUnit, Band, CallFirst, CodedTerm, InputRange, Linear, Pictogram, Result, Target, UnitPart

__all__ = [
    "AltUnit",
    "Band",
    "CallFirst",
    "CodedTerm",
    "Fact",
    "InputRange",
    "Instrument",
    "Level",
    "Linear",
    "NotShipped",
    "Pictogram",
    "Place",
    "Prompt",
    "Provenance",
    "Result",
    "Target",
    "UnitPart",
    "care_check",
    "catalogue_file",
    "conditions",
    "draft",
    "expired",
    "fact",
    "facts",
    "groups",
    "instrument",
    "instrument_ids",
    "layout",
    "levels",
    "mood_tools",
    "name_questions",
    "not_shipped",
    "phq2",
    "places",
    "prompt_groups",
    "prompts",
    "provenance",
    "result_groups",
    "results",
]

DATA = Path(__file__).with_name("data")
FAMILY = "has_condition:<code>"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a rule asks about a person. `ask` is None when nobody is ever asked; `when_absent` is "unknown" or "false"."""

    code: str
    type: str
    meaning: str
    ask: str | None
    when_absent: str


@dataclass(frozen=True, slots=True)
class Level:
    """How soon the person must be spoken to; a higher rank is sooner."""

    code: str
    rank: int
    holds_pack: bool
    contact: str
    text: str


@cache
def catalogue_file(name: str) -> dict[str, Any]:
    """The parsed `data/<name>.json`, decimals kept exact. Raises FileNotFoundError for a name that is no catalogue."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)


@cache
def results() -> dict[str, Result]:
    return {row["code"]: reading.result(row) for row in catalogue_file("results")["results"]}


@cache
def facts() -> dict[str, Fact]:
    rows = catalogue_file("results")["meta"]["rule_language"]["facts"]
    return {code: Fact(code=code, **row) for code, row in rows.items()}


@cache
def fact(code: str) -> Fact | None:
    """The fact with that code, or None. `has_condition:copd` is one of a family, known when the condition is."""
    kind, _, condition = code.partition(":")
    if kind == "has_condition" and condition in conditions():
        return replace(facts()[FAMILY], code=code)
    return facts().get(code)


@cache
def name_questions() -> dict[str, str]:
    """What a clinician is asked when previous_value, days_since_previous, age or the value itself cannot decide a rule."""
    return dict(catalogue_file("results")["meta"]["rule_language"]["ask_for_names"])


@cache
def levels() -> dict[str, Level]:
    return {code: Level(code=code, **row) for code, row in catalogue_file("results")["meta"]["levels"].items()}


@cache
def conditions() -> dict[str, str]:
    """Condition code -> the words for it, in the file's order."""
    return dict(catalogue_file("prompts")["conditions"])


@cache
def groups() -> tuple[str, ...]:
    return tuple(catalogue_file("prompts")["meta"]["groups"])


@cache
def prompt_groups() -> dict[str, str]:
    """Group code of a prompt -> its heading."""
    return dict(catalogue_file("groups")["prompt_groups"])


@cache
def result_groups() -> dict[str, str]:
    """Group code of a result -> its heading."""
    return dict(catalogue_file("groups")["result_groups"])


@cache
def prompts() -> dict[str, Prompt]:
    return {row["id"]: reading.prompt(row) for row in catalogue_file("prompts")["prompts"]}


@cache
def layout() -> Layout:
    row = catalogue_file("prompts")["meta"]["first_screen"]
    return Layout(size=row["size"], core=tuple(row["core"]), fill=tuple(row["fill"]), last=row["last"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where an instrument stands among those a practice may ask. `family`: of one, never two are asked. `gate`: what must stand first."""

    id: str
    on: bool
    family: frozenset[str]
    gate: str | None


@dataclass(frozen=True, slots=True)
class NotShipped:
    """Known by name only. `status`: pack (needs a licence), amber (wording or licence not confirmed), staff (no questionnaire for people)."""

    id: str
    title: str
    owner: str
    status: str


@cache
def instrument(name: str) -> Instrument:
    """A questionnaire that comes with the app. Raises FileNotFoundError or KeyError for a name that is none."""
    return asking.instrument(catalogue_file(name)["instrument"], catalogue_file(name)["provenance"]["version"])


@cache
def places() -> dict[str, Place]:
    """Those a practice may switch on or off, in the order they are offered."""
    rows = catalogue_file("instrument_set")["asked"]
    return {name: Place(name, row["on"], frozenset(row["family"]), row.get("gate")) for name, row in rows.items()}


@cache
def instrument_ids() -> tuple[str, ...]:
    """Every instrument that comes with the app, those asked elsewhere too."""
    return (*places(), *catalogue_file("instrument_set")["asked_elsewhere"])


@cache
def not_shipped() -> tuple[NotShipped, ...]:
    return tuple(NotShipped(**row) for row in catalogue_file("instrument_set")["not_shipped"])


@cache
def mood_tools() -> frozenset[str]:
    return frozenset(name for name, place in places().items() if "mood" in place.family)


def phq2() -> Instrument:
    return instrument("phq2")


def care_check() -> Instrument:
    return instrument("my_care_check")


@cache
def provenance(name: str) -> Provenance:
    """Provenance of any catalogue file: "results", "prompts", "groups", "units", "result_terms", "release", "instrument_set" or an instrument."""
    whole = catalogue_file(name)
    row = whole["provenance"]
    status = whole.get("status") or whole.get("meta", {}).get("status", "")
    dates = {key: date.fromisoformat(row[key]) for key in ("copied", "expires")}
    return Provenance(origin=row["origin"], version=row["version"], sign_off=row["sign_off"], status=status, **dates)


def draft(name: str) -> bool:
    return provenance(name).draft


def expired(name: str, today: date) -> bool:
    return provenance(name).expired(today)
