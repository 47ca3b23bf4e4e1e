"""The names a bundle of ours uses: systems, extensions, references; and words as FHIR may carry them. Pure. See docs/plan-sections.md."""

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any
from uuid import UUID, uuid5

from webapp.base.clock import LONDON
from webapp.fhir.definitions import OWN

Json = dict[str, Any]

PLAN = f"{OWN}:plan"
FIELDS, PRSB = f"{PLAN}:fields", f"{PLAN}:prsb"
REVISION, AGREED = f"{PLAN}:revision", f"{PLAN}:agreed-revision"
FIELD_SAID, FIELD_NAME, FIELD_WORDS, WITHIN = f"{PLAN}:field", "name", "words", f"{PLAN}:part-of"
IMPORTANCE, CONFIDENCE, WHY = f"{PLAN}:goal-importance", f"{PLAN}:action-confidence", f"{PLAN}:goal-why"
ANSWER, NOTES, SIDE = f"{PLAN}:agreement-answer", f"{PLAN}:agreement-notes", f"{PLAN}:agreement-side"
WHEN, PHONE, KEPT_AT, WHO_HAS, NEED = f"{PLAN}:when-to-contact", f"{PLAN}:phone", f"{PLAN}:kept-at", f"{PLAN}:who-has-a-copy", f"{PLAN}:need"
ETHNIC_GROUP, DEPRIVATION = f"{PLAN}:ethnic-group", f"{PLAN}:deprivation"
HL7, TERMS = "http://hl7.org/fhir/StructureDefinition", "http://terminology.hl7.org/CodeSystem"
ABSENT = f"{HL7}/data-absent-reason"
SNOMED, LOINC, UCUM = "http://snomed.info/sct", "http://loinc.org", "http://unitsofmeasure.org"
NHS_NUMBER, ODS = "https://fhir.nhs.uk/Id/nhs-number", "https://fhir.nhs.uk/Id/ods-organization-code"
ODD_LINE_ENDS, ODD_GAPS, CONTROLS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"), re.compile(r"[^\S \t\r\n]"), re.compile("[\x00-\x08\x0e-\x1f]")


def told(words: str) -> str:
    """The words as FHIR's string takes them: line ends and gaps of other scripts as plain ones, no control characters. Nothing one can read changes."""
    return CONTROLS.sub("", ODD_GAPS.sub(" ", ODD_LINE_ENDS.sub("\n", words))).strip()


def tidy(part: Any) -> Any:
    """Without what is empty: FHIR has no empty string, list or object."""
    if isinstance(part, dict):
        return {name: kept for name, value in part.items() if (kept := tidy(value)) not in (None, "", [], {})}
    if isinstance(part, list | tuple):
        return [kept for value in part if (kept := tidy(value)) not in (None, "", [], {})]
    return told(part) if isinstance(part, str) else part


def own_id(of: UUID, name: str) -> str:
    """The id of something that has no row of its own: the same at every export."""
    return str(uuid5(of, name))


def urn(one: UUID | str) -> str:
    return f"urn:uuid:{one}"


def ref(one: UUID | str | None, display: str = "") -> Json:
    return {"reference": urn(one) if one else None, "display": display}


def extension(url: str, kind: str, value: Any) -> Json | None:
    return {"url": url, f"value{kind}": value} if value not in (None, "", {}) else None


def unknown(reason: str = "unknown") -> Json:
    """It is not known here, which is not the same as none."""
    return {"extension": [{"url": ABSENT, "valueCode": reason}]}


def concept(text: object, *codings: tuple[str, str] | tuple[str, str, str]) -> Json:
    return {"coding": [dict(zip(("system", "code", "display"), one, strict=False)) for one in codings], "text": str(text)}


def moment(at: datetime | None) -> str | None:
    return at.astimezone(LONDON).isoformat(timespec="seconds") if at else None


def narrative(*paragraphs: object) -> Json:
    """Words for a human, as the small XHTML that FHIR takes."""
    found = "".join(f"<p>{escape(told(str(one))).replace(chr(10), '<br/>')}</p>" for one in paragraphs if told(str(one)))
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{found}</div>'} if found else {}


def entries(resources: Iterable[Json]) -> list[Json]:
    return [{"fullUrl": urn(one["id"]), "resource": one} for one in resources]
