"""A plan part by part, as it is looked at again: its goals, its promises, the sections in which something stands. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from webapp.base.i18n import _
from webapp.chapters.kinds import ItemKind
from webapp.chapters.shapes import Section
from webapp.edits.screens import Screen
from webapp.plans.queries import Part, Whole
from webapp.plans.words import FIELD, in_words
from webapp.progress.ageing import ASKED_AFTER

PROMISES = "promises"
GOAL_LINES = ("want", "why", "importance")
STEP_LINES = ("what", "when", "first_step", "by_when", "in_the_way", "way_round", "who_helps", "confidence")
PROMISE_LINES = ("what", "who", "by_when")


@dataclass(frozen=True)
class Place:
    """One part: a goal, a section, or (neither is set) the promises. `key` is its name in an address, `title` what it is called or said."""

    key: str
    title: str
    picture: str
    goal_id: UUID | None = None
    section: Section | None = None

    @property
    def may_stop(self) -> bool:
        """Whom to phone, and what to do in danger, is never emptied with one press."""
        return self.goal_id is not None or (self.section is not None and not self.section.is_urgent)

    @property
    def may_change(self) -> bool:
        return self.goal_id is not None or self.section is not None


def places_of(before: Whole, now: Whole) -> list[Place]:
    """In the order of the plan. What was stopped meanwhile keeps its place; what was added has one too."""
    goals = {goal.item.id: goal for whole in (before, now) for goal in whole.goals if goal.item}
    found = [Place(f"goal-{key}", goal.says("want") or _("Not written yet"), "star", goal_id=key) for key, goal in goals.items()]
    if before.promises or now.promises:
        found.append(Place(PROMISES, _("What others will do"), "hands"))
    written = [section for section in ASKED_AFTER if any(Screen(whole, date.min).is_written(section) for whole in (before, now))]
    return found + [Place(section.key, str(section.title), section.picture, section=section) for section in written]


def lines_in(whole: Whole, place: Place) -> list[tuple[str, str]]:
    """What stands in that part: what it is called, and the words. Empty when it is no part of the plan (any more)."""
    if place.goal_id is not None:
        goal = next((one for one in whole.goals if one.item and one.item.id == place.goal_id), None)
        return [line for part, names in parts_of(goal) for line in said(part, names)] if goal else []
    if place.section is None:
        return [line for promise in whole.promises for line in said(promise, PROMISE_LINES)]
    return list(lines_of_section(whole, place.section))


def parts_of(goal: Part) -> Iterator[tuple[Part, tuple[str, ...]]]:
    yield goal, GOAL_LINES
    for step in goal.actions:
        yield step, STEP_LINES


def said(part: Part, names: tuple[str, ...]) -> list[tuple[str, str]]:
    kind: ItemKind | None = part.item.kind if part.item else None
    return [(str(FIELD[kind, name]), in_words(name, part.says(name))) for name in names if part.says(name)]


def lines_of_section(whole: Whole, section: Section) -> Iterator[tuple[str, str]]:
    screen = Screen(whole, date.min)
    for part, lines in [(whole.own, section.lines), *((one, section.entries.lines) for one in screen.entries(section) if section.entries)]:
        yield from ((str(line.label), screen.reads(part, line.name)) for line in lines if part.says(line.name))
