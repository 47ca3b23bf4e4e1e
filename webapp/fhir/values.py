"""The answers a FHIR question offers: its own options, or a value set that came along with the form. Pure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from webapp.base.i18n import _
from webapp.content.prompt import Code, Option
from webapp.fhir.files import Json, refuse

HL7, LOINC = "http://hl7.org/fhir/StructureDefinition", "http://loinc.org"
# The weight of an answer: what R4 calls it, and what SDC 4 renamed it to.
WEIGHTS = (f"{HL7}/ordinalValue", f"{HL7}/itemWeight")
MOST_OPTIONS = 300
YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136"
# Value sets that everybody means the same by, from FHIR R4 and LOINC.
WELL_KNOWN: dict[str, tuple[Code, ...]] = {
    f"{HL7.removesuffix('/StructureDefinition')}/ValueSet/yesnodontknow": (
        Code(YES_NO, "Y", "Yes"),
        Code(YES_NO, "N", "No"),
        Code("http://terminology.hl7.org/CodeSystem/data-absent-reason", "asked-unknown", "Don't know"),
    ),
    f"{HL7.removesuffix('/StructureDefinition')}/ValueSet/administrative-gender": tuple(
        Code("http://hl7.org/fhir/administrative-gender", code, code.capitalize()) for code in ("male", "female", "other", "unknown")
    ),
    "http://loinc.org/vs/LL358-3": (
        Code(LOINC, "LA6568-5", "Not at all"),
        Code(LOINC, "LA6569-3", "Several days"),
        Code(LOINC, "LA6570-1", "More than half the days"),
        Code(LOINC, "LA6571-9", "Nearly every day"),
    ),
}


def extensions(part: Any, *urls: str) -> list[Json]:
    found = part.get("extension") if isinstance(part, dict) else None
    return [one for one in found if isinstance(one, dict) and one.get("url") in urls] if isinstance(found, list) else []


def extension_value(part: Any, *urls: str) -> Any:
    """The value of the first such extension, of whatever kind."""
    for one in extensions(part, *urls):
        return next((value for name, value in one.items() if name.startswith("value")), None)
    return None


def value_of(part: Json, prefix: str = "value") -> tuple[str, Any]:
    """What kind of value it has and which: ("Coding", {...}). ("", None) without one."""
    name = next((name for name in part if name.startswith(prefix) and name != prefix), "")
    return name.removeprefix(prefix), part.get(name)


def code_of(coding: Json) -> Code:
    return Code(coding.get("system") or "", coding.get("code") or "", coding.get("display") or "")


def weight_of(*parts: Any) -> Decimal | None:
    for part in parts:
        found = extension_value(part, *WEIGHTS)
        if isinstance(found, int | Decimal) and not isinstance(found, bool):
            return Decimal(found)
    return None


def options_in(item: Json, form: Json, path: str) -> tuple[Option, ...]:
    """Each option's value is its place in the list, but a number's own. Empty where the item has none. Raises FormRefused."""
    if item.get("answerOption") and item.get("answerValueSet"):
        raise refuse(f"{path}.answerValueSet", _("A question has a list of answers or a value set, not both."))
    if item.get("answerValueSet"):
        found = tuple(
            Option(str(place), label(code), code=code, score=score) for place, (code, score) in enumerate(concepts(item["answerValueSet"], form, path))
        )
    else:
        found = tuple(option(one, place, f"{path}.answerOption[{place}]") for place, one in enumerate(item.get("answerOption", ())))
    if len(found) > MOST_OPTIONS:
        raise refuse(path, _("This question has too many answers to choose from."))
    values = [one.value for one in found]
    if len(set(values)) < len(values):
        raise refuse(f"{path}.answerOption", _("The same answer stands there twice."))
    return found


def label(code: Code) -> str:
    return code.display or code.code


def option(row: Json, place: int, path: str) -> Option:
    kind, value = value_of(row)
    if kind == "Coding":
        code = code_of(value)
        if not label(code):
            raise refuse(path, _("This answer has no words and no code."))
        return Option(str(place), label(code), weight_of(row, value), code)
    if kind == "Reference":
        raise refuse(f"{path}.valueReference", _("This answer points to something outside the form."))
    if kind == "Integer":
        return Option(str(value), str(value), weight_of(row, row.get("_valueInteger")))
    return Option(str(place), str(value), weight_of(row, row.get(f"_value{kind}")))


def concepts(address: str, form: Json, path: str) -> list[tuple[Code, Decimal | None]]:
    """The codes of a value set that came along, or of one everybody knows."""
    at = f"{path}.answerValueSet"
    for number, one in enumerate(form.get("contained", ())):
        if isinstance(one, dict) and one.get("resourceType") == "ValueSet" and address in (f"#{one.get('id')}", one.get("url")):
            found = list(inside(one, form, f"Questionnaire.contained[{number}]"))
            if found:
                return found
            raise refuse(at, _("The list of answers is empty."))
    if address.split("|")[0] in WELL_KNOWN:
        return [(code, None) for code in WELL_KNOWN[address.split("|")[0]]]
    raise refuse(at, _("The answers are kept somewhere else. Ask for the form with its answers in it."))


def inside(value_set: Json, form: Json, path: str) -> Iterator[tuple[Code, Decimal | None]]:
    expansion = (value_set.get("expansion") or {}).get("contains")
    if expansion:
        yield from expanded(expansion)
        return
    compose = value_set.get("compose") or {}
    if compose.get("exclude"):
        raise refuse(f"{path}.compose.exclude", _("We cannot take answers out of a list."))
    for number, include in enumerate(compose.get("include", ())):
        at = f"{path}.compose.include[{number}]"
        if include.get("filter") or include.get("valueSet"):
            raise refuse(f"{at}.{'filter' if include.get('filter') else 'valueSet'}", _("These answers must be looked up somewhere else."))
        yield from listed(include, form, at)


def expanded(rows: list[Json]) -> Iterator[tuple[Code, Decimal | None]]:
    for row in rows:
        if row.get("code") and not row.get("abstract"):
            yield code_of(row), weight_of(row)
        yield from expanded(row.get("contains", []))


def listed(include: Json, form: Json, at: str) -> Iterator[tuple[Code, Decimal | None]]:
    rows = include.get("concept")
    if not rows:
        systems = [one for one in form.get("contained", ()) if isinstance(one, dict) and one.get("resourceType") == "CodeSystem"]
        rows = next((one.get("concept") for one in systems if one.get("url") == include.get("system")), None)
    if not rows:
        raise refuse(at, _("These answers must be looked up somewhere else."))
    for row in rows:
        yield Code(include.get("system") or "", row["code"], row.get("display") or ""), weight_of(row)
