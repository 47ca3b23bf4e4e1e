"""What a section of a plan is made of: lines, and things of one kind that each have the same lines."""

from dataclasses import dataclass

from webapp.chapters.kinds import ItemKind
from webapp.chapters.owners import Owner


@dataclass(frozen=True)
class Line:
    """One field. `rows` 0 is a single line. `choices`: value -> words, for a field of which one is chosen. `is_day`: a day, kept as 2026-11-03."""

    name: str
    owner: Owner
    label: str
    hint: str = ""
    rows: int = 2
    choices: tuple[tuple[str, str], ...] = ()
    is_day: bool = False


@dataclass(frozen=True)
class Entries:
    """Things of one kind, each with the same fields; the first field names it. `most` of them fit."""

    kind: ItemKind
    lines: tuple[Line, ...]
    one: str
    add: str
    most: int


@dataclass(frozen=True)
class Section:
    """`key` is its name in an address; `told` says what it is for, `note` what it is not.

    `of_record` names what would come from the surgery's record, which is not here. `is_urgent`: whom to phone in danger stands in it, always.
    `read` is the leaflet that says more, for England alone.
    """

    key: str
    title: str
    picture: str
    told: str
    lines: tuple[Line, ...] = ()
    entries: Entries | None = None
    of_record: tuple[str, ...] = ()
    note: str = ""
    is_urgent: bool = False
    read: str = ""

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return (*self.lines, *(self.entries.lines if self.entries else ()))
