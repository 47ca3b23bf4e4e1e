"""Every piece of clinical content a clinician signs: results' explanations, rules, prompts, questionnaires. From the catalogues, read once."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from webapp.content.catalogue import DATA, catalogue_file, provenance
from webapp.content.provenance import Provenance

RESULT, RULE, PROMPT, INSTRUMENT = "result", "rule", "prompt", "instrument"
KINDS = (RESULT, RULE, PROMPT, INSTRUMENT)
# What a clinician reads and signs of a result; its rules are signed by themselves.
OF_A_RESULT = ("label", "plain", "unit", "release", "show_in_pack", "better", "targets", "bands", "options")
NO_SOURCE = "NONE"


@dataclass(frozen=True, slots=True)
class Content:
    """`version` is a fingerprint of its words and numbers: a change needs a new sign-off. `verification` is the catalogue's mark, of a rule only.

    `sources` are titles. `conditions` are codes; "any" is everybody.
    """

    id: str
    kind: str
    code: str
    title: str
    text: tuple[str, ...]
    version: str
    sources: tuple[str, ...]
    conditions: tuple[str, ...]
    catalogue: str
    verification: str | None = None

    @property
    def provenance(self) -> Provenance:
        return provenance(self.catalogue)

    @property
    def unverified(self) -> bool:
        """From memory, or the project's own proposal: nobody checked it with a source."""
        return self.verification in ("memory", "proposal")


@cache
def contents() -> dict[str, Content]:
    """Content id -> content, in the catalogues' order."""
    made = [*results(), *rules(), *prompts(), *instruments()]
    return {content.id: content for content in made}


def content_id(kind: str, code: str) -> str:
    return f"{kind}:{code}"


def fingerprint(row: Any) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()[:16]


def results() -> list[Content]:
    rows = catalogue_file("results")["results"]
    return [
        Content(
            content_id(RESULT, row["code"]),
            RESULT,
            row["code"],
            row["label"],
            (row["plain"],),
            fingerprint([row[name] for name in OF_A_RESULT]),
            titles("results", [target["source"] for target in row["targets"]]),
            tuple(row["conditions"]),
            "results",
        )
        for row in rows
    ]


def rules() -> list[Content]:
    return [
        Content(
            content_id(RULE, rule["id"]),
            RULE,
            rule["id"],
            f"{row['label']}: {rule['when_text']}",
            (f"{rule['action']}.",),
            fingerprint(rule),
            titles("results", [rule["source"]]),
            tuple(row["conditions"]),
            "results",
            rule["verification"],
        )
        for row in catalogue_file("results")["results"]
        for rule in row["call_first"]
    ]


def prompts() -> list[Content]:
    rows = catalogue_file("prompts")["prompts"]
    return [
        Content(
            content_id(PROMPT, row["id"]),
            PROMPT,
            row["id"],
            row["label"],
            tuple(filter(None, (row["question"], row["safety"]))),
            fingerprint(row),
            titles("prompts", row["from"]),
            tuple(row["conditions"]),
            "prompts",
        )
        for row in rows
    ]


def instruments() -> list[Content]:
    files = ((path.stem, catalogue_file(path.stem)) for path in sorted(DATA.glob("*.json")))
    rows = [(name, whole["instrument"]) for name, whole in files if "instrument" in whole]
    return [
        Content(
            content_id(INSTRUMENT, row["id"]),
            INSTRUMENT,
            row["id"],
            row["title"],
            tuple(item["text"] for item in row["items"] if item.get("text")),
            fingerprint(row),
            (row["owner"],),
            ("any",),
            name,
        )
        for name, row in rows
    ]


def titles(catalogue: str, codes: list[str]) -> tuple[str, ...]:
    """Source codes as their titles, each once."""
    known = catalogue_file(catalogue)["sources"]
    named = [known[code]["title"] if isinstance(known.get(code), dict) else known.get(code, code) for code in codes if code != NO_SOURCE]
    return tuple(dict.fromkeys(str(name) for name in named))
