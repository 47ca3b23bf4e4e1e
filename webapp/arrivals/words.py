"""What came, in plain words: its state, and what it says, section by section."""

from webapp.arrivals.models import ArrivalState
from webapp.arrivals.parcels import Parcel, Thing
from webapp.base.i18n import _, lazy
from webapp.chapters.choosing import CHOOSING
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import SECTIONS
from webapp.plans.models import Answer, Side
from webapp.plans.words import ANSWER, FIELD, in_words

STATES = {
    ArrivalState.PREVIEWED: lazy("Looked at. Nothing has changed."),
    ArrivalState.LOADED: lazy("It is their plan here now."),
    ArrivalState.BESIDE: lazy("Kept beside the plan they have here."),
    ArrivalState.PUT_AWAY: lazy("Put away."),
}
SIDES = {Side.PERSON: lazy("The person"), Side.PROFESSIONAL: lazy("The GP surgery")}
# A section as it is read: its title, and label and words of each line; None parts one thing from the next.
Chapter = tuple[str, list[tuple[str, str]]]


def chapters(parcel: Parcel) -> list[Chapter]:
    """Only what is written."""
    aims = (ItemKind.GOAL, ItemKind.ACTION, ItemKind.PROMISE)
    found: list[Chapter] = [(_("Goals, steps and promises"), things_said(parcel, *aims))]
    for section in SECTIONS:
        lines = [(str(line.label), in_words(line.name, parcel.own[line.name])) for line in section.lines if line.name in parcel.own]
        found.append((str(section.title), lines + (things_said(parcel, section.entries.kind) if section.entries else [])))
    found.append((_("Decisions we make together"), things_said(parcel, *(one.kind for one in CHOOSING))))
    in_sections = {line.name for section in SECTIONS for line in section.lines}
    rest = [(str(FIELD[None, name]), in_words(name, said)) for name, said in parcel.own.items() if name not in in_sections]
    return [one for one in (*found, (_("The talk and the review"), rest)) if one[1]]


def things_said(parcel: Parcel, *kinds: ItemKind) -> list[tuple[str, str]]:
    return [line for thing in parcel.things if thing.kind in kinds for line in lines_of(thing)]


def lines_of(thing: Thing) -> list[tuple[str, str]]:
    return [(str(FIELD[thing.kind, name]), in_words(name, thing.words[name])) for kind, name in FIELD if kind is thing.kind and name in thing.words]


def answer_in_words(side: str, answer: str) -> tuple[str, str]:
    return str(SIDES[Side(side)]), str(ANSWER[Answer(answer)])
