"""The three judges of a bundle: HL7's JSON schema of R4, fhir.resources R4B, and the invariants of HL7's own definitions, evaluated as FHIRPath."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import fhirpathpy
from fhirpathpy.models import models
from jsonschema import Draft6Validator

VENDOR = Path(__file__).parent.parent / "vendor"
XHTML = "{http://www.w3.org/1999/xhtml}"
# Said by two functions that only validators have: checked here by hand.
BY_HAND = {"txt-1", "txt-2"}
# A best practice: words for a human in every resource. In a document they stand in its sections, once.
NOT_HELD = {"dom-6"}
# Of FHIR's own additions to FHIRPath. Nothing here points outside, where something would have to be looked up.
KNOWN = {"hasValue": {"fn": lambda found: [len(found) == 1], "arity": {0: []}}, "resolve": {"fn": lambda _found: [], "arity": {0: []}}}


def vendored(name: str) -> dict:
    return json.loads(gzip.decompress((VENDOR / name).read_bytes()))


@cache
def schema() -> Draft6Validator:
    return Draft6Validator({"$ref": "#/definitions/Bundle", "definitions": vendored("fhir-r4.schema.json.gz")["definitions"]})


@cache
def definitions() -> dict[str, dict[str, dict]]:
    return {name: {row["path"]: row for row in rows} for name, rows in vendored("fhir-r4.invariants.json.gz").items()}


@cache
def rule(expression: str):
    return fhirpathpy.compile(expression, models["r4"], {"userInvocationTable": KNOWN, "traceFn": lambda *_said: None})


def faults(bundle: dict) -> list[str]:
    """What any of the three says against it."""
    from fhir.resources.R4B.bundle import Bundle

    try:
        Bundle.model_validate(bundle)
    except ValueError as why:
        return [str(why)]
    return [*schema_faults(bundle), *(fault for one in unheld(bundle, bundle) for fault in one), *loose_ends(bundle)]


def loose_ends(bundle: dict) -> list[str]:
    """What is pointed to is in the bundle, and nothing has the id of something else."""
    there = [entry["fullUrl"] for entry in bundle["entry"]]
    pointed = set(re.findall(r'"reference": "(urn:[^"]+)"', json.dumps(bundle)))
    return [f"{one} is not in the bundle" for one in sorted(pointed - set(there))] + [f"{one} is there twice" for one in there if there.count(one) > 1]


def schema_faults(bundle: dict) -> list[str]:
    """Each resource by its own type: the schema's list of every type at once says nothing of where the fault lies."""
    found = []
    for entry in bundle["entry"]:
        one = Draft6Validator({"$ref": f"#/definitions/{entry['resource']['resourceType']}", "definitions": schema().schema["definitions"]})
        found += [
            f"{entry['resource']['resourceType']}/{'/'.join(map(str, fault.path))}: {fault.message[:200]}" for fault in one.iter_errors(entry["resource"])
        ]
    outside = {**bundle, "entry": []}
    return found + [fault.message[:200] for fault in schema().iter_errors({name: value for name, value in outside.items() if value})]


def unheld(part: dict, resource: dict, kind: str = "", path: str = "", place: str = "") -> Iterator[list[str]]:
    """Walks the parts of a resource along their definitions; each part is held to the constraints of its element and of its type."""
    kind = kind or part["resourceType"]
    path, place = path or kind, place or kind
    rows = definitions()[kind]
    yield broken(part, rows[path], resource, place)
    for name, value in part.items():
        row = rows.get(f"{path}.{name}") or choice(rows, path, name)
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            if row and isinstance(one, dict):
                yield from inner(one, row, name, resource, f"{place}.{name}[{number}]", kind)
            elif row:
                yield broken(one, row, resource, f"{place}.{name}[{number}]")


def choice(rows: dict, path: str, name: str) -> dict | None:
    return next((row for at, row in rows.items() if at.endswith("[x]") and f"{path}.{name}".startswith(at[:-3])), None)


def inner(one: dict, row: dict, name: str, resource: dict, place: str, kind: str) -> Iterator[list[str]]:
    types = row.get("type", [])
    if "resourceType" in one:
        yield from unheld(one, one, place=place)
    elif row.get("same"):
        yield from unheld(one, resource, kind, row["same"], place)
    elif types[:1] in (["BackboneElement"], ["Element"]):
        yield from unheld(one, resource, kind, row["path"], place)
    else:
        named = types[0] if len(types) == 1 else next(kind for kind in sorted(types, key=len, reverse=True) if name.casefold().endswith(kind.casefold()))
        yield broken(one, row, resource, place)
        if named in definitions():
            yield from unheld(one, resource, named, named, place)


def broken(part, row: dict, resource: dict, place: str) -> list[str]:
    within = part.values() if isinstance(part, dict) else [part]
    missing = [f"{place}: something is empty" for value in within if value in (None, "", [], {})]
    return missing + [f"{place}: {one['key']} {one['human']}" for one in row.get("constraint", ()) if not holds(part, one, resource)]


def holds(part, constraint: dict, resource: dict) -> bool:
    """All but one of those that HL7 only warns of are held to as well."""
    if constraint["key"] == "ele-1" or constraint["key"] in NOT_HELD:
        return part not in (None, "", {})
    if constraint["key"] == "ext-1":
        return ("extension" in part) != any(name.startswith("value") for name in part)
    if constraint["key"] in BY_HAND:
        return is_plain_page(part)
    found = rule(constraint["expression"])(part, {"resource": resource, "rootResource": resource})
    return found in ([], [True])


def is_plain_page(div: str) -> bool:
    """Paragraphs and line breaks, and something to read."""
    page = ElementTree.fromstring(div)
    return {one.tag for one in page.iter()} <= {f"{XHTML}{tag}" for tag in ("div", "p", "br")} and re.search(r"\S", "".join(page.itertext())) is not None
