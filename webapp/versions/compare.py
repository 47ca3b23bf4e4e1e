"""Two versions of a plan, field by field: what it said before, and what it says after."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from webapp.chapters.kinds import ItemKind
from webapp.plans.queries import Whole
from webapp.plans.words import in_words
from webapp.versions.history import as_on_the_form, label
from webapp.versions.pieces import Piece, pieces


class Became(StrEnum):
    ADDED = "added"
    TAKEN_OUT = "taken_out"
    CHANGED = "changed"


@dataclass(frozen=True)
class Line:
    """One field. `before` and `after` in words, empty where nothing stood."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One item, or one section of the plan's own words. Its lines are only those that differ."""

    title: str
    name: str
    item_id: UUID | None
    kind: ItemKind | None
    became: Became
    lines: list[Line] = field(default_factory=list)


def differences(before: Whole, after: Whole) -> list[Difference]:
    """In the order of the newer plan; what is no longer in it comes last."""
    old, new = {one.key: one for one in pieces(before)}, {one.key: one for one in pieces(after)}
    keys = [*new, *(key for key in old if key not in new)]
    return [found for key in keys if (found := difference(old.get(key), new.get(key))) is not None]


def difference(old: Piece | None, new: Piece | None) -> Difference | None:
    piece = new or old
    if piece is None:
        return None
    was, now = (old.kept if old else {}), (new.kept if new else {})
    names = sorted({*was, *now}, key=as_on_the_form)
    lines = [line(piece.kind, name, was.get(name, ""), now.get(name, "")) for name in names if was.get(name, "") != now.get(name, "")]
    became = Became.CHANGED if piece.item_id is None or (old and new) else Became.ADDED if new else Became.TAKEN_OUT
    if not lines and became is Became.CHANGED:
        return None
    return Difference(piece.title, piece.name, piece.item_id, piece.kind, became, lines)


def line(kind: ItemKind | None, name: str, was: str, now: str) -> Line:
    return Line(name, label(kind, name), in_words(name, was), in_words(name, now))
