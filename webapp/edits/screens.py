"""A plan as a page shows it: each field with what stands in it, what was typed and refused, and what somebody else saved meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from webapp.base.days import day_typed
from webapp.chapters.kinds import ItemKind
from webapp.chapters.shapes import Line, Section
from webapp.edits.forms import Clash, Typing, name_of
from webapp.plans.models import Agreement, Side
from webapp.plans.queries import Part, Whole
from webapp.plans.rules import DAYS, REVIEW_ON, is_overdue, is_small_enough, may_keep_both
from webapp.plans.words import in_words
from webapp.plans.writers import Writer


@dataclass(frozen=True)
class Box:
    """One field of a form. `seen` is the row it stands on; `clash` is what somebody else saved since the form was opened."""

    name: str
    value: str
    seen: UUID | None
    error: str | None
    clash: Clash | None
    may_keep_both: bool = True


@dataclass
class Screen:
    """What the plan's templates ask. `today` decides what is late; `writers` are those of each revision, where a page says who wrote."""

    whole: Whole
    today: date
    typing: Typing = field(default_factory=Typing)
    writers: Mapping[int, Writer] = field(default_factory=dict)

    def box(self, part: Part, what: str) -> Box:
        name = name_of(part, what)
        kept = as_shown(what, part.says(what))
        # A form that is shown again still stands on what it showed first: a second press may not write over words that nobody saw.
        seen, clash = self.typing.seen.get(name, part.seen.get(what)), self.typing.clashes.get(name)
        return Box(name, self.typing.shown.get(name, kept), seen, self.typing.errors.get(name), clash, may_keep_both(what))

    def entries(self, section: Section) -> list[Part]:
        """In the order they were made; a week's in the order of its days, what is every day first."""
        found = self.whole.entries_of(section.entries.kind) if section.entries else []
        return sorted(found, key=lambda part: part.weekday) if section.key == "week" else found

    def is_written(self, section: Section) -> bool:
        """Does anything stand in it? An entry in which nothing was written is nothing."""
        return any(self.whole.own.says(line.name) for line in section.lines) or any(part.words for part in self.entries(section))

    def reads(self, part: Part, what: str) -> str:
        return in_words(what, part.says(what))

    def newest(self, part: Part, section: Section) -> Line:
        """The line of an entry that was written last: its save is whose the entry is, and since when."""
        return max(section.entries.lines if section.entries else (), key=lambda line: part.since.get(line.name, 0))

    def writer(self, part: Part, what: str) -> Writer | None:
        return self.writers.get(part.since.get(what, 0))

    def is_agreed(self, part: Part, what: str) -> bool:
        """Did both sides say yes to these words as they stand?"""
        return self.whole.agreed is not None and part.since.get(what, 0) <= self.whole.agreed

    @property
    def errors(self) -> dict[str, str]:
        return self.typing.errors

    @property
    def has_clashes(self) -> bool:
        return bool(self.typing.clashes or self.typing.taken_out)

    def is_late(self, part: Part) -> bool:
        return part.item is not None and is_overdue(part.item, self.today)

    def is_small_enough(self, part: Part) -> bool | None:
        return is_small_enough(part.says("confidence"))

    def is_settled(self, part: Part) -> bool:
        """Everything that matters of this goal or step is written, and the form is not shown again to put something right: it may be folded."""
        if self.typing.shown or not part.item:
            return False
        if part.item.kind is ItemKind.GOAL:
            return bool(part.says("want") and part.says("importance") and part.actions) and all(map(self.is_settled, part.actions))
        return bool(part.says("what") and part.says("confidence")) and self.is_small_enough(part) is not False

    def day(self, part: Part, what: str) -> date | None:
        kept = part.says(what)
        return date.fromisoformat(kept) if kept else None

    def said(self, side: str) -> Agreement | None:
        """This side's last answer to the plan as it stands: `person` or `professional`."""
        return last([one for one in self.whole.agreements if one.side is Side(side) and one.number == self.whole.number])

    @property
    def is_past_review(self) -> bool:
        kept = self.whole.own.says(REVIEW_ON)
        return bool(kept) and date.fromisoformat(kept) < self.today

    @property
    def agreed_on(self) -> date | None:
        found = last([one for one in self.whole.agreements if one.number == self.whole.agreed])
        return found.at.date() if found else None


def last(found: Sequence[Agreement]) -> Agreement | None:
    return found[-1] if found else None


def as_shown(what: str, kept: str) -> str:
    """A day as people write it: 3/11/2026."""
    if what not in DAYS or not kept:
        return kept
    return day_typed(date.fromisoformat(kept))
