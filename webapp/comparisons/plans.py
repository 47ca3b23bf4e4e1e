"""What a file would do: compared with what is on file, before anything is written. The preview and the work itself use the same plan."""

from dataclasses import dataclass, field
from uuid import UUID

from webapp.comparisons.matches import Known
from webapp.reports.rows import AnyRow
from webapp.tables.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one row. `old` and `new` are words for staff. `gone` are row ids to end, `come` what is written instead."""

    field: str
    old: str
    new: str
    gone: tuple[UUID, ...] = ()
    come: tuple = ()


@dataclass(frozen=True, slots=True)
class Added:
    """`known` is the person the row is about; None when the row makes the person."""

    row: AnyRow
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    row: AnyRow
    known: Known
    edits: tuple[Edit, ...]


@dataclass
class Plan:
    """`kept_aside` are values with a clear person that a clinician must look at; their rows count as set aside."""

    added: list[Added] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    set_aside: list[Refusal] = field(default_factory=list)
    kept_aside: list[Added] = field(default_factory=list)

    def take(self, other: "Plan") -> None:
        for name in ("added", "changed", "unchanged", "set_aside", "kept_aside"):
            getattr(self, name).extend(getattr(other, name))
