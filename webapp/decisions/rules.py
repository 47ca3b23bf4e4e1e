"""What decides about conversations: who was there, what both want from one, in which order. Pure: today is passed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.chapters.choosing import LETTERS
from webapp.decisions.models import How
from webapp.plans.rules import TODAY

LONGEST_NAME = 120
MOST_PRESENT = MOST_DECISIONS = 12


class Who(StrEnum):
    PERSON = "person"
    CARER = "carer"
    STAFF = "staff"
    OTHER = "other"


@dataclass(frozen=True)
class Present:
    """Somebody who was there. `job` is what they are called at the surgery, empty for anybody else."""

    who: Who
    name: str
    job: str = ""


@dataclass(frozen=True)
class Told:
    """What is said of one conversation."""

    held_on: date
    how: How
    present: tuple[Present, ...]
    purpose: str = ""

    @property
    def has_third(self) -> bool:
        """Is anybody there beside the person and their surgery?"""
        return any(one.who in (Who.CARER, Who.OTHER) for one in self.present)


def present_kept(present: Iterable[Present]) -> str:
    """One line each: who, the name, the job, with a tab between."""
    return "\n".join("\t".join((one.who, *(" ".join(words.split()) for words in (one.name, one.job)))) for one in present)


def present_read(kept: str | None) -> tuple[Present, ...]:
    return tuple(present_in_line(line) for line in (kept or "").splitlines() if line.strip())


def present_in_line(line: str) -> Present:
    """What is no such line is somebody's name."""
    who, name, job = (*line.split("\t"), "", "")[:3]
    return Present(Who(who), name, job) if who in list(Who) and name else Present(Who.OTHER, line.strip())


def wanted(words: Mapping[str, str]) -> list[str]:
    """What both want from the talk, in its order, without the places left empty."""
    return [words[place] for place in TODAY if words.get(place)]


def moved(order: Sequence[str], place: int, step: int) -> list[str]:
    """One up (-1) or one down (1); at the end of the list, or beside it, it stays as it is."""
    to, found = place + step, list(order)
    if 0 <= place < len(found) and 0 <= to < len(found):
        found[place], found[to] = found[to], found[place]
    return found


def without(order: Sequence[str], place: int) -> list[str]:
    return [one for number, one in enumerate(order) if number != place]


def added(order: Sequence[str], words: str) -> list[str]:
    """At the end; once, and never past the last place."""
    return [*order, words] if words and words not in order and len(order) < len(TODAY) else list(order)


def next_letter(used: Iterable[str]) -> str | None:
    """An option that was taken out keeps its letter: a choice made then still says what it was."""
    taken = set(used)
    return next((letter for letter in LETTERS if letter not in taken), None)


def day_fits(day: date, today: date) -> bool:
    """No talk was held on a day to come."""
    return day <= today
