"""Turn the parsed catalogue files into the frozen shapes the rest of the app reads."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from webapp.content.prompt import Prompt
from webapp.content.result import AltUnit, Band, CallFirst, CodedTerm, InputRange, Linear, Pictogram, Result, Target, UnitPart

Row = Mapping[str, Any]


def result(row: Row) -> Result:
    return Result(
        **plain(Result, row),
        alt_units=tuple(alt_unit(unit) for unit in row["alt_units"]),
        input_range=InputRange(**decimals(row["input_range"])) if row["input_range"] else None,
        targets=tuple(Target(**target) for target in row["targets"]),
        bands=tuple(Band(**{**band, "min": Decimal(band["min"]), "max": Decimal(band["max"])}) for band in row["bands"]),
        snomed=tuple(CodedTerm(**term) for term in row["terminology"]["snomed"]),
        loinc=tuple(CodedTerm(**term) for term in row["terminology"]["loinc"]),
        pictogram=Pictogram(**row["pictogram"]),
        call_first=tuple(CallFirst(**{name: frozen(value) for name, value in rule.items()}) for rule in row["call_first"]),
    )


def alt_unit(row: Row) -> AltUnit:
    return AltUnit(
        unit=row["unit"],
        ucum=row["ucum"],
        name=row["name"],
        hard_min=Decimal(row["hard_min"]),
        hard_max=Decimal(row["hard_max"]),
        decimals=row["decimals"],
        to_primary=linear(row["to_primary"]),
        from_primary=linear(row["from_primary"]),
        parts=tuple(UnitPart(part["name"], Decimal(part["size"])) for part in row.get("parts", ())),
    )


def linear(row: Row) -> Linear:
    return Linear(Decimal(row["subtract"]), Decimal(row["multiply"]), Decimal(row["add"]), row["round"])


def prompt(row: Row) -> Prompt:
    return Prompt(**plain(Prompt, row), pictogram=Pictogram(**row["pictogram"]), sources=tuple(row["from"]))


NESTED = {"alt_units", "input_range", "targets", "bands", "pictogram", "call_first"}


def plain(shape: type, row: Row) -> dict[str, Any]:
    """The fields of `shape` that stand in the row as they are, lists made into tuples."""
    return {f.name: frozen(row[f.name]) for f in fields(shape) if f.name in row and f.name not in NESTED}


def decimals(row: Row) -> dict[str, Decimal]:
    return {name: Decimal(number) for name, number in row.items()}


def frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
