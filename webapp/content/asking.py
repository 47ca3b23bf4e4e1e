"""A row of an instrument's file made into what is asked. Pure. Codes are kept only where somebody checked them (`verified`)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from webapp.content.prompt import Code, Instrument, Option, Question, Range, Scoring, Subscale

Row = Mapping[str, Any]
LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
WORDS = ("id", "title", "owner", "licence", "copyright_notice", "recall", "stem", "purpose", "band_note")
WAYS = {"sum": "sum", "mean": "mean", "single": "single", "per_item": "none", "category": "none"}


def instrument(row: Row, version: str = "") -> Instrument:
    questions = tuple(question(item) for item in row["items"]) + tuple(question(item, scored=False) for item in row.get("unscored_items", ()))
    asked, way = options(row["options"] or ()), scoring(row["scoring"])
    named: dict[str, Any] = {
        name: row.get(name) or "" for name in ("id", "title", "owner", "licence", "copyright_notice", "recall", "stem", "purpose", "band_note")
    }
    return Instrument(
        **named,
        questions=questions,
        options=asked,
        minimum=row["scoring"]["min"],
        maximum=row["scoring"]["max"],
        version=version,
        status=row["ship_status"],
        scoring=way,
        bands=ranges(row["bands"]),
        question_bands={name: ranges(found) for name, found in row.get("item_bands", {}).items()},
        codes=codes(row),
        safety=tuple(row["safety"]),
        weights=weights(questions, asked, way),
    )


def question(item: Row, *, scored: bool = True) -> Question:
    found = (Code(LOINC, item["loinc"], item["text"]),) if item.get("loinc") else ()
    rules: dict[str, Any] = {name: item.get(name) for name in ("skip_if", "skip_value", "show_when")}
    return Question(item["id"], item["text"], options(item.get("options", ())), codes=found, scored=scored, **rules)


def options(rows: Iterable[Row]) -> tuple[Option, ...]:
    return tuple(Option(row["value"], row["label"], row["value"], code_of(row)) for row in rows)


def code_of(row: Row) -> Code | None:
    for name, system in (("loinc_answer", LOINC), ("snomed", SNOMED)):
        if row.get(name):
            return Code(system, row[name], row["label"])
    return None


def scoring(row: Row) -> Scoring:
    return Scoring(
        way=WAYS[row["type"]],
        minimum=Decimal(row["min"]),
        maximum=Decimal(row["max"]),
        higher_is=row.get("higher_is", ""),
        fewest=row.get("min_answered"),
        places=row.get("round"),
        subscales=tuple(subscale(found) for found in row.get("subscales", ())),
        answers_only=row.get("display") == "item_level_only",
    )


def subscale(row: Row) -> Subscale:
    return Subscale(row["id"], tuple(row["items"]), Decimal(row["min"]), Decimal(row["max"]), Decimal(row["cutoff"]))


def ranges(rows: Iterable[Row]) -> tuple[Range, ...]:
    return tuple(Range(Decimal(row["min"]), Decimal(row["max"]), row["label"]) for row in rows)


CHECKED = (
    ("panel", "loinc", "panel", "loinc_panel", LOINC),
    ("total", "loinc", "total", "loinc_total", LOINC),
    ("score", "snomed", "score", "snomed", SNOMED),
)


def codes(row: Row) -> dict[str, Code]:
    """`panel`, `total` (LOINC) and `score` (SNOMED), where verified. A note beside a group of codes says that they mean something else."""
    found = {}
    for name, group, key, check, system in CHECKED:
        if row[group].get(key) and row["verified"].get(check) is True and not row[group].get("note"):
            found[name] = Code(system, row[group][key], row["title"])
    return found


def weights(questions: Iterable[Question], shared: tuple[Option, ...], way: Scoring) -> dict[str, dict[str, Decimal | int]]:
    """What each answer counts; of a question scored from the other end, what its mirror image would."""
    found = {}
    for asked in questions:
        own = {str(option.value): option.score for option in asked.options or shared if option.score is not None}
        if asked.scored and own:
            ends = min(own.values()) + max(own.values())
            found[asked.id] = {value: ends - score for value, score in own.items()} if asked.id in way.turned else own
    return found
