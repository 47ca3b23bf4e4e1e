"""Who may be one person written down twice. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from webapp.reports.names import plain, same_surname

# Two spellings of one first name (Jon, John) are at least so alike; two different ones hardly ever are.
ALIKE = 0.8
# A phone of more people than this is a care home's, and says nothing about any two of them.
MOST_ON_ONE_PHONE = 6


class Why(StrEnum):
    SAME_NAME = "same_name"
    SAME_PHONE = "same_phone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as the list has them."""

    id: UUID
    surname: str
    given_name: str
    born_on: date
    nhs_number: str


@dataclass(frozen=True, slots=True)
class Pair:
    """`one.id` is the smaller id."""

    one: Entry
    other: Entry
    why: tuple[Why, ...]

    @property
    def key(self) -> tuple[UUID, UUID]:
        return self.one.id, self.other.id


def similar_given(one: str, other: str) -> bool:
    """One name, an initial of the other, a short form that begins it, or a spelling of it."""
    a, b = sorted((plain(one), plain(other)), key=len)
    return bool(a) and (b.startswith(a) or SequenceMatcher(None, a, b).ratio() >= ALIKE)


def look_alike(one: Entry, other: Entry) -> bool:
    return one.born_on == other.born_on and same_surname(one.surname, other.surname) and similar_given(one.given_name, other.given_name)


def pairs_of(people: Iterable[Entry], on_one_phone: Mapping[str, Iterable[Entry]]) -> list[Pair]:
    """Each pair once with every reason, by surname. `on_one_phone`: a phone's fingerprint -> who has it."""
    born: dict[date, list[Entry]] = defaultdict(list)
    for person in people:
        born[person.born_on].append(person)
    found: dict[tuple[UUID, UUID], list[Why]] = defaultdict(list)
    entries: dict[UUID, Entry] = {}
    for group, why in [*((group, Why.SAME_NAME) for group in born.values()), *((list(group), Why.SAME_PHONE) for group in on_one_phone.values())]:
        if why is Why.SAME_PHONE and len(group) > MOST_ON_ONE_PHONE:
            continue
        for one, other in combinations(sorted(group, key=lambda entry: entry.id), 2):
            entries |= {one.id: one, other.id: other}
            if (why is Why.SAME_PHONE or look_alike(one, other)) and why not in found[one.id, other.id]:
                found[one.id, other.id].append(why)
    made = [Pair(entries[one], entries[other], tuple(why)) for (one, other), why in found.items() if why]
    return sorted(made, key=lambda pair: (plain(pair.one.surname), pair.one.given_name, pair.key))
