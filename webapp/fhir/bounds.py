"""What a FHIR form says of how a question may be answered: length, range, unit, how often, what each answer weighs. Pure."""

import re
from decimal import Decimal
from typing import Any

from webapp.content.prompt import Code, Kind, Option, Question
from webapp.fhir.files import Json
from webapp.fhir.values import HL7, LOINC, code_of, extension_value, extensions


def hint_of(item: Json) -> str:
    said = extension_value(item, f"{HL7}/entryFormat")
    return said[:200] if isinstance(said, str) else ""


def bounds_of(item: Json, kind: Kind) -> dict[str, Any]:
    """Length, range and places, where the form states them and the answer can have them."""
    found: dict[str, Any] = {}
    least, most = (extension_value(item, f"{HL7}/{name}Value") for name in ("min", "max"))
    if kind in (Kind.WHOLE, Kind.NUMBER, Kind.QUANTITY, Kind.DAY, Kind.MOMENT):
        found = {"minimum": bound(least, kind), "maximum": bound(most, kind)}
    if kind in (Kind.NUMBER, Kind.QUANTITY) and isinstance(places := extension_value(item, f"{HL7}/maxDecimalPlaces"), int):
        found["decimals"] = places
    if kind in (Kind.LINE, Kind.WORDS):
        shortest = extension_value(item, f"{HL7}/minLength")
        found |= {"longest": item.get("maxLength") or None, "shortest": shortest if isinstance(shortest, int) else None}
    return found


def bound(value: Any, kind: Kind) -> str | None:
    """None for what is no bound of such an answer."""
    text = str(value.get("value") if isinstance(value, dict) else value)
    if kind in (Kind.DAY, Kind.MOMENT):
        return text if re.match(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
    if not re.fullmatch(r"-?\d{1,18}(\.\d{1,9})?", text, re.ASCII):
        return None
    return str(int(Decimal(text))) if kind is Kind.WHOLE else text


def units_of(item: Json) -> tuple[Code, ...]:
    """Those the form names; the one of its first answer; or none, and the number stands alone."""
    named = [one.get("valueCoding") for one in extensions(item, f"{HL7}/questionnaire-unitOption", f"{HL7}/questionnaire-unit")]
    found = [code_of(one) for one in named if isinstance(one, dict)]
    first: Json = next((one["valueQuantity"] for one in item.get("initial", ()) if isinstance(one.get("valueQuantity"), dict)), {})
    if not found and (first.get("unit") or first.get("code")):
        found = [Code(first.get("system") or "", first.get("code") or "", first.get("unit") or "")]
    return tuple(found)


def occurs(item: Json) -> int | None:
    found = extension_value(item, f"{HL7}/questionnaire-maxOccurs")
    return found if isinstance(found, int) and found > 0 else None


def is_loinc(question: Question, codes: frozenset[str]) -> bool:
    return any(code.system == LOINC and code.code in codes for code in question.codes)


def weights_in(questions: list[Question]) -> dict[str, dict[str, Decimal]]:
    """Of each question to choose one from whose every answer has a weight."""
    weighed = [question for question in questions if question.options and not question.repeats]
    return {question.id: weights(question.options) for question in weighed if all(option.score is not None for option in question.options)}


def weights(options: tuple[Option, ...]) -> dict[str, Decimal]:
    return {str(option.value): Decimal(option.score) for option in options if option.score is not None}
