"""The shape of one entry in the results catalogue. Numbers are Decimal, exactly as written in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Pictogram:
    set: str
    name: str
    alt_openmoji: str | None = None


@dataclass(frozen=True, slots=True)
class Linear:
    """(number - subtract) x multiply + add, then rounded to `round` places, halves away from zero."""

    subtract: Decimal
    multiply: Decimal
    add: Decimal
    round: int

    def __call__(self, number: Decimal) -> Decimal:
        return ((number - self.subtract) * self.multiply + self.add).quantize(Decimal(1).scaleb(-self.round), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class UnitPart:
    """One box of a unit with several, such as stones and pounds; `size` is counted in the smallest part."""

    name: str
    size: Decimal


@dataclass(frozen=True, slots=True)
class AltUnit:
    """Another unit a value may come in. With `parts`, the hard limits are in the largest part."""

    unit: str
    ucum: str
    name: str
    hard_min: Decimal
    hard_max: Decimal
    decimals: int
    to_primary: Linear
    from_primary: Linear
    parts: tuple[UnitPart, ...] = ()


@dataclass(frozen=True, slots=True)
class InputRange:
    """Outside hard is set aside; between soft and hard is kept after "Is this right?"."""

    hard_min: Decimal
    hard_max: Decimal
    soft_min: Decimal
    soft_max: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """min is in the band and max is not, except in the last band."""

    min: Decimal
    max: Decimal
    patient_label: str
    tone: str
    clinician_label: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    when: str
    text: str
    source: str
    verification: str


@dataclass(frozen=True, slots=True)
class CodedTerm:
    code: str
    display: str
    verification: str
    source: str


@dataclass(frozen=True, slots=True)
class CallFirst:
    """One call-the-person-first rule. `predicate` is a tree in the rule language of results.json."""

    id: str
    when_text: str
    predicate: Mapping[str, Any]
    needs: tuple[str, ...]
    on_unknown: str
    level: str
    action: str
    source: str
    verification: str
    clock: str | None = None
    lists: tuple[str, ...] = ()
    possible_new_diagnosis: bool = False
    predicate_note: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """One kind of result: what it is called, which values it may have, who may see it and when to call first."""

    code: str
    label: str
    group: str
    conditions: tuple[str, ...]
    value_type: str
    unit: str | None
    ucum: str | None
    decimals: int
    alt_units: tuple[AltUnit, ...]
    input_range: InputRange | None
    allow_comparator: bool
    options: tuple[str, ...]
    better: str
    targets: tuple[Target, ...]
    bands: tuple[Band, ...]
    band_basis: str | None
    snomed: tuple[CodedTerm, ...]
    loinc: tuple[CodedTerm, ...]
    plain: str
    pictogram: Pictogram
    release: str
    show_in_pack: bool
    call_first: tuple[CallFirst, ...]
    licence: str | None
    notes: str | None
    record_only: bool = False

    @property
    def coded(self) -> bool:
        return self.value_type == "coded"

    @property
    def unitless(self) -> bool:
        """A score, count or ratio: its unit words describe it and need not be sent."""
        return self.value_type != "quantity" or self.ucum in {"1", "{score}"}
