"""A plan taken apart for reading and comparing: its goals with their steps, what others do, then each section, each field in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from webapp.base.i18n import lazy
from webapp.chapters.choosing import CHOOSING
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import SECTIONS, entries_in_sections
from webapp.plans.queries import Part, Whole
from webapp.plans.rules import FIELDS, TODAY
from webapp.plans.words import in_words
from webapp.versions.history import as_on_the_form, label

GOALS, TALK, NEXT = lazy("My goals"), lazy("What we wanted from the talk"), lazy("The next talk")
KIND = {ItemKind.GOAL: lazy("Goal"), ItemKind.ACTION: lazy("Step"), ItemKind.PROMISE: lazy("What others will do")}
KIND |= {entries.kind: entries.one for entries in (*entries_in_sections(), *CHOOSING)}
NAMED_BY = {ItemKind.GOAL: "want", ItemKind.DOCUMENT: "paper", ItemKind.CARE: "what"}
CHAPTER = {line.name: section.title for section in reversed(SECTIONS) for line in section.lines}
CHAPTER |= {"no_goal": GOALS, "professional": TALK, "review_on": NEXT, "review_by": NEXT} | dict.fromkeys(TODAY, TALK)


@dataclass
class Piece:
    """One item, or the plan's own words in one section (then `item_id` is None). `kept`: field -> as kept; `seen`: field -> the row that says it."""

    title: str
    item_id: UUID | None = None
    kind: ItemKind | None = None
    name: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    seen: dict[str, UUID] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[UUID | None, str]:
        return (self.item_id, "" if self.item_id else str(self.title))

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """(field, what it is called, its words), in the order of the form."""
        return [(name, label(self.kind, name), in_words(name, self.kept[name])) for name in sorted(self.kept, key=as_on_the_form) if self.kept[name]]


def pieces(whole: Whole) -> list[Piece]:
    return list(in_order(whole))


def in_order(whole: Whole) -> Iterator[Piece]:
    own = own_pieces(whole.own)
    yield from own.pop(str(GOALS), [])
    for goal in whole.goals:
        yield of_item(goal)
        yield from (of_item(action) for action in goal.actions)
    yield from (of_item(promise) for promise in whole.promises)
    for section in SECTIONS:
        yield from own.pop(str(section.title), [])
        yield from (of_item(part) for part in whole.entries_of(section.entries.kind)) if section.entries else ()
    for left in own.values():
        yield from left
    in_sections = {entries.kind for entries in entries_in_sections()}
    yield from (of_item(part) for part in whole.entries if part.item and part.item.kind not in in_sections)


def of_item(part: Part) -> Piece:
    item = part.item
    if item is None:
        raise LookupError("the plan's own words are no item")
    name = NAMED_BY.get(item.kind, "what")
    shown = in_words(name, part.says(name))
    return Piece(str(KIND[item.kind]), item.id, item.kind, shown, part.words, part.seen, part.since)


def own_pieces(own: Part) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for name in FIELDS[None]:
        title = str(CHAPTER[name])
        if name in own.words:
            [piece] = found.setdefault(title, [Piece(title)])
            piece.kept[name], piece.since[name] = own.words[name], own.since[name]
            piece.seen[name] = own.seen[name]
    return found
