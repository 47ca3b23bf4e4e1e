"""What decides about a plan: whose words a field holds, when a save clashes, when a plan is agreed, what is late. Pure: today is passed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from webapp.chapters.choosing import CHOOSING
from webapp.chapters.kinds import ItemKind
from webapp.chapters.owners import Owner
from webapp.chapters.sections import CHOICES, DAY_LINES, SECTIONS, entries_in_sections
from webapp.plans.models import Answer, Item, Keep, Side
from webapp.preparation.rules import Outcome, settle

MOST_GOALS, MOST_ACTIONS, MOST_PROMISES = 3, 3, 6
LONGEST = 2000
NOT_SURE = "not-sure"
RULER = (*(str(number) for number in range(1, 11)), NOT_SURE)
# Confidence of six or less offers a smaller step or somebody to help. Source: Year of Care plan, seed 002.
SMALLER_STEP_AT = 6


# What both want from the talk, in its order. Source: R042.
TODAY = tuple(f"today_{place}" for place in range(1, 7))
FIELDS: dict[ItemKind | None, dict[str, Owner]] = {
    ItemKind.GOAL: {
        "want": Owner.PERSON,
        "why": Owner.PERSON,
        "importance": Owner.PERSON,
        "progress": Owner.PERSON,
        "outcome": Owner.PERSON,
        "beside": Owner.PROFESSIONAL,
    },
    ItemKind.ACTION: {
        "what": Owner.PERSON,
        "when": Owner.PERSON,
        "by_when": Owner.PERSON,
        "first_step": Owner.PERSON,
        "in_the_way": Owner.PERSON,
        "way_round": Owner.PERSON,
        "who_helps": Owner.PERSON,
        "confidence": Owner.PERSON,
    },
    ItemKind.PROMISE: {"what": Owner.BOTH, "who": Owner.BOTH, "by_when": Owner.BOTH},
    **{entries.kind: {line.name: line.owner for line in entries.lines} for entries in (*entries_in_sections(), *CHOOSING)},
    None: {
        **{line.name: line.owner for section in SECTIONS for line in section.lines},
        "matters": Owner.PERSON,
        "no_goal": Owner.PERSON,
        **dict.fromkeys(TODAY, Owner.BOTH),
        "professional": Owner.PROFESSIONAL,
        "danger": Owner.BOTH,
        "who_to_call": Owner.BOTH,
        "key_person": Owner.BOTH,
        "key_phone": Owner.BOTH,
        "key_hours": Owner.BOTH,
        "review_on": Owner.BOTH,
        "review_by": Owner.BOTH,
    },
}
BY_WHEN, REVIEW_ON = "by_when", "review_on"
RULERS = ("importance", "confidence")
DAYS = DAY_LINES | {BY_WHEN, REVIEW_ON}
CHOSEN = {*DAYS, *RULERS, "progress", *CHOICES}


class Progress(StrEnum):
    NOT_STARTED = "not_started"
    STARTED = "started"
    DONE = "done"
    CHANGED_MIND = "changed_mind"


def owner_of(kind: ItemKind | None, field: str) -> Owner:
    return FIELDS[kind][field]


def may_write(side: Side, kind: ItemKind | None, field: str, *, scribe: bool) -> bool:
    """May this side write here? `scribe`: a member of staff writes the person's own words down and reads them back."""
    if field not in FIELDS[kind]:
        return False
    owner = owner_of(kind, field)
    if owner is Owner.BOTH:
        return True
    return owner.value == side.value or (scribe and owner is Owner.PERSON)


@dataclass(frozen=True)
class Typed:
    """One field as posted. `seen` is the row the form was showing, None for an empty field; `keep`: its writer read both texts and chose."""

    text: str
    seen: UUID | None = None
    keep: Keep | None = None


def outcome(*, base: str, standing: str, posted: str) -> Outcome:
    """Nothing to do, save, or a clash for a human to decide."""
    return settle(base=base, standing=standing, posted=posted)


def is_small_enough(confidence: str | None) -> bool | None:
    """False: offer a smaller step or somebody to help. None when no number was chosen."""
    return None if confidence is None or not confidence.isdigit() else int(confidence) > SMALLER_STEP_AT


def agreed_number(answers: Iterable[tuple[int, Side, Answer]]) -> int | None:
    """The latest revision to which both sides said yes, with notes or without. `answers` are in the order they were given."""
    latest: dict[int, dict[Side, Answer]] = {}
    for number, side, answer in answers:
        latest.setdefault(number, {})[side] = answer
    agreed = [number for number, said in latest.items() if len(said) == len(Side) and Answer.NOT_YET not in said.values()]
    return max(agreed, default=None)


def is_overdue(item: Item, today: date) -> bool:
    """A promise whose day has passed while nobody said that it was done."""
    return item.kind is ItemKind.PROMISE and item.due_on is not None and item.due_on < today and item.done_at is None


def missing_before_agreeing(standing: Mapping[str, str], goals: int, today: date) -> list[str]:
    """Fields without which no plan is agreed: a day to come to look at it again, who arranges that, and a goal or the choice to have none."""
    has_day = standing.get(REVIEW_ON, "") > today.isoformat()
    found = [field for field, there in ((REVIEW_ON, has_day), ("review_by", standing.get("review_by"))) if not there]
    return found if goals or standing.get("no_goal") else ["no_goal", *found]


def stands_in(made_in: int, ended_in: int | None, number: int) -> bool:
    """Was this there in that revision?"""
    return made_in <= number and (ended_in is None or ended_in > number)


def is_away(away: Iterable[Iterable[int]], number: int) -> bool:
    """Was it taken out before that revision, and put back only after it?"""
    return any(gone <= number < back for gone, back in away)


def may_keep_both(field: str) -> bool:
    """Words can stand one below the other; a day, a number or a chosen answer cannot."""
    return field not in CHOSEN


def both(theirs: str, mine: str, their_name: str, my_name: str) -> str:
    """Two texts one below the other, each with the name of who wrote it. `their_name` is empty when they are marked already."""
    if not theirs or theirs in mine:
        return mine
    if not mine or mine in theirs:
        return theirs
    marked = f"{their_name}: {theirs}" if their_name else theirs
    return f"{marked}\n\n{my_name}: {mine}"
