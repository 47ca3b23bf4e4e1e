"""What a FHIR form puts in a box beforehand, written as answers are kept. Pure."""

from typing import Any

from webapp.base.i18n import _
from webapp.content.prompt import Code, Option
from webapp.fhir.files import Json, refuse
from webapp.fhir.values import code_of, value_of

TAKES = {
    "boolean": {"Boolean"},
    "decimal": {"Decimal", "Integer"},
    "integer": {"Integer"},
    "date": {"Date"},
    "dateTime": {"DateTime", "Date"},
    "time": {"Time"},
    "string": {"String"},
    "text": {"String"},
    "url": {"Uri", "String"},
    "choice": {"Coding", "Integer", "Date", "Time", "String"},
    "open-choice": {"Coding", "Integer", "Date", "Time", "String"},
    "quantity": {"Quantity"},
}


def initial_of(item: Json, options: tuple[Option, ...], units: tuple[Code, ...], path: str) -> tuple[str, ...]:
    """Raises FormRefused for what is no answer to this question."""
    chosen = [options[place] for place, one in enumerate(item.get("answerOption", ())) if one.get("initialSelected") is True and place < len(options)]
    found = [str(option.value) for option in chosen]
    for number, one in enumerate(item.get("initial", ())):
        kind, value = value_of(one)
        at = f"{path}.initial[{number}].value{kind}"
        if kind not in TAKES.get(item["type"], set()):
            raise refuse(at, _("What stands there beforehand is not of the right kind."))
        found.append(kept(kind, value, options, units, at, is_open=item["type"] in ("open-choice", "string", "text")))
    if len(found) > 1 and not item.get("repeats"):
        raise refuse(f"{path}.initial", _("Only one answer can stand there beforehand."))
    return tuple(found)


def kept(kind: str, value: Any, options: tuple[Option, ...], units: tuple[Code, ...], at: str, *, is_open: bool) -> str:
    """A FHIR value written as an answer is kept."""
    if kind == "Coding":
        return match(code_of(value), options, at, is_open=is_open)
    if kind == "Quantity":
        return amount(value, units, at)
    if kind == "Boolean":
        return "true" if value else "false"
    if kind in ("Date", "DateTime") and ".initial[" in at and len(str(value)) < len("2026-11-22"):
        raise refuse(at, _("Only a whole day can stand there: day, month and year."))
    text = str(value)[:16] if kind == "DateTime" else str(value)[:5] if kind == "Time" else str(value)
    found = next((str(option.value) for option in options if option.label == str(value)), None)
    if options and found is None and not is_open:
        raise refuse(at, _("This is not one of the answers to choose from."))
    return found if found is not None else f"other:{text}" if options else text


def match(code: Code, options: tuple[Option, ...], at: str, *, is_open: bool) -> str:
    for option in options:
        if option.code and option.code.code == code.code and (option.code.system == code.system or not (option.code.system and code.system)):
            return str(option.value)
    if is_open and (code.display or code.code):
        return f"other:{code.display or code.code}"
    raise refuse(at, _("This is not one of the answers to choose from."))


def amount(value: Json, units: tuple[Code, ...], at: str) -> str:
    number = str(value.get("value", ""))
    if not units:
        return number
    for place, unit in enumerate(units):
        if value.get("code", unit.code) == unit.code or value.get("unit") in (unit.display, unit.code):
            return f"{number} u{place}"
    raise refuse(at, _("This unit is not one of those to choose from."))
