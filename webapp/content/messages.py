"""Hand Babel every English text in the JSON catalogues that a person may read (babel.cfg: `webapp.content.messages:extract`)."""

import json
import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
WORDS_NOT_SYMBOLS = re.compile(r"^[^/]*( |[a-z]{4})[^/]*$")


def extract(fileobj: BufferedReader, keywords: object, comment_tags: object, options: object) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield (line, None, text, comments), the shape Babel asks of an extractor. A text met twice is yielded once."""
    source = fileobj.read().decode("utf-8")
    lines = lines_of(source)
    for text in dict.fromkeys(texts(json.loads(source))):
        yield lines.get(text, 1), None, text, []


def lines_of(source: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(source.splitlines(), 1):
        for quoted in QUOTED.findall(line):
            found.setdefault(json.loads(quoted), number)
    return found


def texts(whole: dict[str, Any]) -> Iterator[str]:
    rows = whole.get("results", ())
    for row in rows if isinstance(rows, list) else ():
        yield from result_texts(row)
    yield from whole.get("conditions", {}).values()
    for prompt in whole.get("prompts", ()):
        yield from (prompt["label"], prompt["question"])
    for group in ("prompt_groups", "result_groups"):
        yield from whole.get(group, {}).values()
    for leaflet in whole.get("leaflets", ()):
        yield leaflet["title"]
        yield from (line for idea in leaflet["ideas"] for line in idea["lines"])
    for question in whole.get("check_in", {}).get("questions", ()):
        yield question["text"]
    if "instrument" in whole:
        yield from instrument_texts(whole["instrument"])


def result_texts(row: dict[str, Any]) -> Iterator[str]:
    yield from (row["label"], row["plain"])
    yield from row["options"]
    yield from (band["patient_label"] for band in row["bands"])
    units = [row["unit"], *(unit["unit"] for unit in row["alt_units"])]
    parts = [part["name"] for unit in row["alt_units"] for part in unit.get("parts", ())]
    yield from (unit for unit in [*units, *parts] if unit and WORDS_NOT_SYMBOLS.match(unit))


def instrument_texts(instrument: dict[str, Any]) -> Iterator[str]:
    yield from (instrument["stem"], instrument["recall"])
    yield from (item["text"] for item in instrument["items"])
    yield from (option["label"] for asked in (instrument, *instrument["items"]) for option in asked.get("options") or ())
