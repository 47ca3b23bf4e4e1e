"""What decides about a shared plan: which pieces of it a carer is handed, and how long a suggestion stands. Pure: today is passed in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from webapp.chapters.choosing import DECISION, OPTION
from webapp.chapters.sections import SECTIONS, WISHES
from webapp.chapters.shapes import Line, Section
from webapp.grants.models import SharedPart
from webapp.plans.models import Item
from webapp.plans.queries import Part, Whole
from webapp.plans.words import in_words
from webapp.sharing.models import Said, Suggestion

MOST_WAITING = 5
LONGEST_SUGGESTION = 1000
# What the person has put in their own words is shown beside the form for this long.
SHOWN_WHILE_WRITING = timedelta(days=1)

NEVER_SHARED = frozenset({"service-plan"})
CALLED = {"team": SharedPart.CONTACTS.value}
SECTION_OF = {SharedPart(CALLED.get(section.key, section.key)): section for section in SECTIONS if section.key not in NEVER_SHARED}
# Words that stand in a part of their own are in no other share than that part's.
SAID_BACK = frozenset({"say_back", "understood"})
IN_OTHER_PARTS = frozenset({"matters", "danger", "who_to_call", "key_person", "key_phone", "key_hours"})


def stands_beside(suggestion: Suggestion, now: datetime) -> bool:
    """Is it still shown beside the plan? While it waits, when it was kept, and while the person may be writing it in their own words."""
    if suggestion.said is None or suggestion.said is Said.KEPT:
        return True
    return suggestion.said is Said.OWN_WORDS and suggestion.said_at is not None and now - suggestion.said_at < SHOWN_WHILE_WRITING


# Parts in which whoever holds them writes on a page of its own; the others have their own form, or nothing to write.
WRITTEN_IN = frozenset({*SECTION_OF, SharedPart.DANGER, SharedPart.TEAM, SharedPart.PAPERS})


@dataclass(frozen=True)
class SharedStep:
    what: str
    when: str
    first_step: str
    item: Item


@dataclass(frozen=True)
class SharedGoal:
    want: str
    why: str
    steps: list[SharedStep]
    id: UUID | None = None


@dataclass(frozen=True)
class SharedPromise:
    what: str
    who: str
    due_on: date | None
    is_done: bool


@dataclass(frozen=True)
class SharedTeam:
    """`key_phone` and `key_hours` are empty where the surgery's own stand in."""

    key_person: str
    key_phone: str
    key_hours: str
    who_to_call: str
    review_on: date | None
    review_by: str


@dataclass(frozen=True)
class SharedSection:
    """What stands in one section: `lines` and each entry are label and words, in their order."""

    part: SharedPart
    lines: list[tuple[str, str]]
    entries: list[list[tuple[str, str]]]


@dataclass(frozen=True)
class SharedPlan:
    """What a carer's page is made of. Whatever is not shared is None here, so no page can show it. `is_there`: the person has a plan."""

    is_there: bool = False
    matters: str | None = None
    goals: list[SharedGoal] | None = None
    promises: list[SharedPromise] | None = None
    danger: str | None = None
    team: SharedTeam | None = None
    sections: tuple[SharedSection, ...] = ()


def shared_plan(whole: Whole | None, agreed: Whole | None, parts: Collection[SharedPart]) -> SharedPlan:
    """`agreed` is the plan as both sides last agreed it: danger signs are shown as they were agreed."""
    if whole is None:
        return SharedPlan()
    return SharedPlan(
        is_there=True,
        matters=whole.own.says("matters") if SharedPart.ABOUT in parts else None,
        goals=[shared_goal(goal) for goal in whole.goals] if SharedPart.GOALS in parts else None,
        promises=[shared_promise(promise) for promise in whole.promises] if SharedPart.PROMISES in parts else None,
        danger=(agreed or whole).own.says("danger") if SharedPart.DANGER in parts else None,
        team=shared_team(whole.own) if SharedPart.TEAM in parts else None,
        sections=tuple(shared_sections(whole, agreed, parts)),
    )


def shared_sections(whole: Whole, agreed: Whole | None, parts: Collection[SharedPart]) -> Iterator[SharedSection]:
    """Those that are shared and say something. What to do when things change is shown as it was agreed, as danger signs are."""
    for part, section in SECTION_OF.items():
        if part in parts:
            shown = shared_section(part, section, (agreed or whole) if part is SharedPart.CHANGES else whole)
            if shown.lines or shown.entries:
                yield shown
    if SharedPart.DECISIONS in parts and (decided := shared_decisions(whole)).entries:
        yield decided
    papers = SharedSection(SharedPart.PAPERS, [], things_of(WISHES, whole))
    if SharedPart.PAPERS in parts and SharedPart.WISHES not in parts and papers.entries:
        yield papers


def shared_section(part: SharedPart, section: Section, whole: Whole) -> SharedSection:
    lines = lines_said([line for line in section.lines if line.name not in IN_OTHER_PARTS], whole.own)
    return SharedSection(part, lines, things_of(section, whole))


def things_of(section: Section, whole: Whole) -> list[list[tuple[str, str]]]:
    entries = [lines_said(section.entries.lines, one) for one in whole.entries_of(section.entries.kind)] if section.entries else []
    return [one for one in entries if one]


def shared_decisions(whole: Whole) -> SharedSection:
    """Each decision, then its choices; what the person said back is between them and their surgery."""
    entries = []
    for decision in whole.entries_of(DECISION.kind):
        entries.append(lines_said([line for line in DECISION.lines if line.name not in SAID_BACK], decision))
        options = [one for one in whole.entries_of(OPTION.kind) if one.item and decision.item and one.item.goal_id == decision.item.id]
        entries += [lines_said(OPTION.lines, one) for one in options]
    return SharedSection(SharedPart.DECISIONS, [], [one for one in entries if one])


def lines_said(lines: Collection[Line], part: Part) -> list[tuple[str, str]]:
    return [(str(line.label), in_words(line.name, part.says(line.name))) for line in lines if part.says(line.name)]


def shared_goal(goal: Part) -> SharedGoal:
    steps = [SharedStep(one.says("what"), one.says("when"), one.says("first_step"), one.item) for one in goal.actions if one.item and one.words]
    return SharedGoal(goal.says("want"), goal.says("why"), steps, goal.item.id if goal.item else None)


def shared_promise(promise: Part) -> SharedPromise:
    item = promise.item
    return SharedPromise(promise.says("what"), promise.says("who"), item.due_on if item else None, bool(item and item.done_at))


def shared_team(own: Part) -> SharedTeam:
    review_on = own.says("review_on")
    return SharedTeam(
        own.says("key_person"),
        own.says("key_phone"),
        own.says("key_hours"),
        own.says("who_to_call"),
        date.fromisoformat(review_on) if review_on else None,
        own.says("review_by"),
    )
