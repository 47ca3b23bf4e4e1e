"""Are the words of a plan that came such as could have been written here? How many there may be, how long, which choices. Pure."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from webapp.arrivals.parcels import Parcel, Thing
from webapp.base.i18n import _
from webapp.chapters.choosing import CHOOSING
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import CHOICES, entries_in_sections
from webapp.fhir.files import Refusal
from webapp.plans.models import Answer, Side
from webapp.plans.rules import DAYS, LONGEST, MOST_ACTIONS, MOST_GOALS, MOST_PROMISES, RULER, RULERS, Progress

MOST = {ItemKind.GOAL: MOST_GOALS, ItemKind.ACTION: MOST_ACTIONS, ItemKind.PROMISE: MOST_PROMISES}
MOST |= {entries.kind: entries.most for entries in (*entries_in_sections(), *CHOOSING)}
INSIDE = {ItemKind.ACTION: ItemKind.GOAL, ItemKind.OPTION: ItemKind.DECISION}


def refused_words(parcel: Parcel) -> list[Refusal]:
    return [*odd_words("QuestionnaireResponse.item", parcel.own), *odd_things(parcel.things), *odd_yeses(parcel), *odd_notes(parcel)]


def odd_things(things: list[Thing]) -> Iterator[Refusal]:
    kinds = {thing.name: thing.kind for thing in things}
    counted: Counter[tuple[ItemKind, str]] = Counter()
    for thing in things:
        yield from odd_words(thing.path, thing.words)
        counted[thing.kind, thing.within] += 1
        if counted[thing.kind, thing.within] == MOST[thing.kind] + 1:
            yield Refusal(thing.path, _("There are more of these than a plan here can hold."))
        if kinds.get(thing.within) is not INSIDE.get(thing.kind):
            yield Refusal(thing.path, _("We cannot tell what this belongs to."))


def odd_words(path: str, words: dict[str, str]) -> Iterator[Refusal]:
    for name, said in words.items():
        if len(said) > LONGEST:
            yield Refusal(f"{path} ({name})", _("This is too long for one box."))
        elif not is_known(name, said):
            yield Refusal(f"{path} ({name})", _("This is none of the answers we know."))


def is_known(name: str, said: str) -> bool:
    if name in DAYS:
        return is_day(said)
    if name in RULERS:
        return said in RULER
    return said in list(Progress) if name == "progress" else said in CHOICES.get(name, {said: ""})


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def odd_yeses(parcel: Parcel) -> Iterator[Refusal]:
    for one in parcel.said:
        if one.side not in list(Side) or one.answer not in list(Answer) or len(one.notes) > LONGEST:
            yield Refusal("Provenance", _("This is none of the answers we know."))


def odd_notes(parcel: Parcel) -> Iterator[Refusal]:
    goals = {thing.name for thing in parcel.things if thing.kind is ItemKind.GOAL}
    for one in parcel.notes:
        if one.goal not in goals or one.how not in list(Progress) or len(one.words) > LONGEST:
            yield Refusal("Observation", _("This is none of the answers we know."))
