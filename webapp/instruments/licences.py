"""A licensed pack: one JSON file a practice loads itself, with rights, questions, scoring and end. Pure.

Refused with every reason at once when anything is off. Its shape:

`pack_id`, `pack_version`, `schema_version` "1", `mode` "ask" or "score_entry", `instrument` {id, title, version, language, country};
`sha256`: of the JSON of `content`, `scoring` and `bands` together, keys sorted, no spaces (`fingerprint`);
`rights` {owner, copyright_notice, trademark, licence_reference, licensee (the practice's code), permitted_uses, territory, most_people,
valid_from, valid_to, contact, may_display_items, may_adapt, may_translate, may_reformat_one_per_screen, may_store_item_answers,
may_export_items, may_show_score_to_patient, commercial_use};
`content` {stem, recall, options, items: [{id, text, options, reverse}]}: absent in score_entry;
`scoring` {type, min, max, higher_is, missing {min_answered}, round, table}; `bands` [{min, max, label, source}]; `codes`
{score, level: {system, code}}.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from webapp.base.i18n import _
from webapp.content.asking import weights
from webapp.content.catalogue import instrument_ids
from webapp.content.prompt import Code, Instrument, Option, Question, Range, Scoring, Subscale
from webapp.fhir.files import FormRefused, Refusal, json_in
from webapp.instruments.licence_rights import ASK, MODES, SCORE_ENTRY, check_rights
from webapp.instruments.rules import Loaded

SCHEMA = "1"
WAYS = {"none": "none", "sum": "sum", "mean": "mean", "lookup_table": "lookup", "entered": "entered", "external": "entered"}
DIRECTIONS = ("better", "worse", "")
MOST_ITEMS, MOST_TABLE = 200, 2000
Json = dict[str, Any]


@dataclass(frozen=True)
class Pack:
    name: str
    title: str
    version: str
    sha256: str
    content: str
    valid_until: date
    loaded: Loaded


def fingerprint(whole: Mapping[str, Any]) -> str:
    """SHA-256, hex, of what must not be changed: questions, scoring and bands."""
    part = {name: whole[name] for name in ("content", "scoring", "bands") if name in whole}
    return hashlib.sha256(json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()).hexdigest()


def pack_in(raw: bytes, today: date, *, licensee: str, demo: bool = False) -> Pack:
    """Raises FormRefused with every reason and its place. `licensee` is the code of the practice that loads it."""
    whole = json_in(raw)
    reasons = [*check_head(whole, demo=demo), *check_rights(whole, today, licensee), *check_content(whole), *check_scoring(whole), *check_bands(whole)]
    if whole.get("sha256") != fingerprint(json.loads(raw)):
        reasons.append(Refusal("sha256", _("The check number is not right. Something in the pack was changed.")))
    if reasons:
        raise FormRefused(*reasons)
    text = json.dumps(json.loads(raw), ensure_ascii=False, sort_keys=True)
    sha256, name = hashlib.sha256(text.encode()).hexdigest(), f"pack-{whole['instrument']['id']}"
    loaded = pack_loaded(whole, name, sha256)
    return Pack(name, loaded.instrument.title, loaded.instrument.version, sha256, text, date.fromisoformat(whole["rights"]["valid_to"]), loaded)


def check_head(whole: Json, *, demo: bool) -> list[Refusal]:
    found = [Refusal("file", _("A licensed pack is never loaded where anybody may look."))] if demo else []
    if whole.get("schema_version") != SCHEMA:
        found.append(Refusal("schema_version", _("We can read version %(number)s of a pack.", number=SCHEMA)))
    if whole.get("mode") not in MODES:
        found.append(Refusal("mode", _("It must be “ask” or “score_entry”.")))
    about = whole.get("instrument")
    asked = about if isinstance(about, dict) else {}
    for part, path in ((whole, "pack_id"), (whole, "pack_version"), *((asked, name) for name in ("id", "title", "version", "language"))):
        if not isinstance(part.get(path), str) or not part[path].strip() or len(part[path]) > 200:
            found.append(Refusal(path if part is whole else f"instrument.{path}", _("This must be there, in words.")))
    if not re.fullmatch(r"[a-z0-9_-]{1,40}", str(asked.get("id"))):
        found.append(Refusal("instrument.id", _("Use small letters and numbers only.")))
    return found + ([Refusal("instrument.id", _("A questionnaire of this name comes with the app."))] if asked.get("id") in instrument_ids() else [])


def check_content(whole: Json) -> list[Refusal]:
    content, asks = whole.get("content"), whole.get("mode") == ASK
    if not asks:
        return [Refusal("content", _("A pack for scores only has no questions in it."))] if content is not None else []
    if not isinstance(content, dict) or not isinstance(content.get("items"), list) or not 0 < len(content["items"]) <= MOST_ITEMS:
        return [Refusal("content.items", _("There are no questions to ask, or too many."))]
    found, ids, shared = [], [], content.get("options", [])
    found += check_options(shared, "content.options") if shared else []
    for number, item in enumerate(content["items"]):
        at = f"content.items[{number}]"
        if not isinstance(item, dict) or not all(isinstance(item.get(name), str) and item[name].strip() for name in ("id", "text")):
            found.append(Refusal(at, _("A question needs its name and its words.")))
            continue
        if item["id"] in ids:
            found.append(Refusal(f"{at}.id", _("“%(name)s” stands there twice.", name=item["id"][:60])))
        ids.append(item["id"])
        found += check_options(item.get("options", shared), f"{at}.options") if item.get("options") or not shared else []
    return found


def check_options(rows: Any, at: str) -> list[Refusal]:
    if not isinstance(rows, list) or not rows:
        return [Refusal(at, _("A question to choose from needs answers to choose from."))]
    good = [row for row in rows if isinstance(row, dict) and type(row.get("value")) is int and isinstance(row.get("label"), str) and row["label"].strip()]
    found = [] if len(good) == len(rows) else [Refusal(at, _("An answer needs a whole number and its words."))]
    return found + ([Refusal(at, _("The same answer stands there twice."))] if len({row["value"] for row in good}) < len(good) else [])


def number_of(value: Any) -> Decimal | None:
    try:
        return None if isinstance(value, bool) or not isinstance(value, int | str | Decimal) else Decimal(value)
    except InvalidOperation:
        return None


def check_scoring(whole: Json) -> list[Refusal]:
    way = whole.get("scoring")
    if not isinstance(way, dict) or way.get("type") not in WAYS:
        return [Refusal("scoring.type", _("We do not know this way to score."))]
    found, least, most = [], number_of(way.get("min")), number_of(way.get("max"))
    if way["type"] != "none" and (least is None or most is None or least >= most):
        found.append(Refusal("scoring", _("The lowest and the highest score must be there.")))
    if way.get("higher_is", "") not in DIRECTIONS:
        found.append(Refusal("scoring.higher_is", _("It must be “better” or “worse”.")))
    if whole.get("mode") == SCORE_ENTRY and WAYS[way["type"]] != "entered":
        found.append(Refusal("scoring.type", _("A pack for scores only has the type “entered”.")))
    table = way.get("table")
    if way["type"] == "lookup_table" and (not isinstance(table, list) or not 0 < len(table) <= MOST_TABLE or not all(is_pair(row) for row in table)):
        found.append(Refusal("scoring.table", _("It must be a list of pairs: the sum and its score.")))
    return found


def is_pair(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 2 and None not in (number_of(row[0]), number_of(row[1]))


def check_bands(whole: Json) -> list[Refusal]:
    """End to end from the lowest score to the highest: no gap, no overlap, each with its source."""
    rows, way = whole.get("bands", []), whole.get("scoring") if isinstance(whole.get("scoring"), dict) else {}
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [Refusal("bands", _("This must be a list."))]
    ends = [(number_of(row.get("min")), number_of(row.get("max"))) for row in rows]
    odd = [place for place, row in enumerate(rows) if not whole_band(row)]
    found = [Refusal(f"bands[{place}]", _("A part of the scale needs both ends, its word and its source.")) for place in odd]
    if found or not rows:
        return found
    step = Decimal(1).scaleb(-int(way.get("round") or 0)) if isinstance(way.get("round", 0), int) else Decimal(1)
    for place, ((_low, high), (low, _high)) in enumerate(pairwise(ends), 1):
        if low <= high:  # type: ignore[operator]
            found.append(Refusal(f"bands[{place}]", _("It begins before the last one ends.")))
        elif low - high > step:  # type: ignore[operator]
            found.append(Refusal(f"bands[{place}]", _("There is a gap before it.")))
    if (ends[0][0], ends[-1][1]) != (number_of(way.get("min")), number_of(way.get("max"))):
        found.append(Refusal("bands", _("They must reach from the lowest score to the highest.")))
    return found


def whole_band(row: Json) -> bool:
    low, high = number_of(row.get("min")), number_of(row.get("max"))
    return low is not None and high is not None and low <= high and all(isinstance(row.get(name), str) and row[name] for name in ("label", "source"))


def pack_loaded(whole: Json, name: str, sha256: str) -> Loaded:
    """Of a pack that passed."""
    rights, about, content, way = whole["rights"], whole["instrument"], whole.get("content") or {}, whole["scoring"]
    shared = options_of(content.get("options", []))
    questions = tuple(Question(item["id"], item["text"], options_of(item.get("options", []))) for item in content.get("items", []))
    scoring = scoring_of(way, content)
    notice = " ".join(filter(None, (rights["copyright_notice"], rights.get("trademark"))))
    made = Instrument(
        id=name,
        title=about["title"],
        owner=rights["owner"],
        licence=rights["licence_reference"],
        copyright_notice=notice,
        recall=content.get("recall", ""),
        stem=content.get("stem", ""),
        questions=questions,
        options=shared,
        minimum=int(scoring.minimum),
        maximum=int(scoring.maximum),
        version=about["version"],
        language=about["language"],
        status="licence",
        scoring=scoring,
        bands=tuple(Range(Decimal(str(row["min"])), Decimal(str(row["max"])), row["label"], row["source"]) for row in whole.get("bands", [])),
        codes=codes_of(whole, about["title"]),
        sha256=sha256,
        weights=weights(questions, shared, scoring),
    )
    ends = date.fromisoformat(rights["valid_to"])
    return Loaded(made, "licence", ends, whole["mode"] == SCORE_ENTRY, shows_score=rights["may_show_score_to_patient"], may_export=rights["may_export_items"])


def codes_of(whole: Json, title: str) -> dict[str, Code]:
    codes = whole.get("codes")
    rows = {key: row for key, row in codes.items() if isinstance(row, dict)} if isinstance(codes, dict) else {}
    return {key: Code(str(row.get("system", "")), str(row["code"]), title) for key, row in rows.items() if row.get("code")}


def options_of(rows: Any) -> tuple[Option, ...]:
    return tuple(Option(row["value"], row["label"], row["value"]) for row in rows or [])


def scoring_of(way: Json, content: Json) -> Scoring:
    low, high = (number_of(way.get(end)) or Decimal(0) for end in ("min", "max"))
    turned = frozenset(item["id"] for item in content.get("items", []) if item.get("reverse") is True)
    parts = tuple(Subscale(row["id"], tuple(row["items"]), low, high) for row in way.get("subscales", []) if isinstance(row, dict))
    table = {Decimal(str(raw)): Decimal(str(score)) for raw, score in way["table"]} if way.get("table") else None
    fewest, places = (way.get("missing") or {}).get("min_answered"), way.get("round")
    return Scoring(WAYS[way["type"]], low, high, way.get("higher_is", ""), fewest, places, turned, parts, table)


__all__ = ["Pack", "fingerprint", "pack_in", "pack_loaded"]
