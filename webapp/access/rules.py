"""The access log as a person reads it. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from webapp.base.clock import in_london
from webapp.practices.models import Role

# Staff are told by their role, save for the acts that could open the person's own pages to the one who did it: a code made at the desk.
BY_NAME = ("desk_code.give", "person.vouch")


@dataclass(frozen=True)
class Look:
    """One line of the access log: when, what for, and who. `role` is empty for the person; both are empty when an account is gone.

    `name` is the staff member's, and only for an act that could open the person's own pages to somebody else.
    `carer` is what the person calls the carer who looked.
    """

    at: datetime
    permission: str
    is_own: bool
    role: Role | None
    practice: str
    name: str = ""
    carer: str = ""


@dataclass(frozen=True)
class Line:
    """One day's looks by one kind of reader at one thing, and how often."""

    day: date
    permission: str
    is_own: bool
    role: Role | None
    practice: str
    name: str
    carer: str
    times: int


def by_day(looks: Sequence[Look]) -> dict[date, list[Line]]:
    """The newest day first; within a day in the order first met."""
    counted = Counter((in_london(look.at).date(), look.permission, look.is_own, look.role, look.practice, look.name, look.carer) for look in looks)
    days: dict[date, list[Line]] = {}
    for (day, permission, is_own, role, practice, name, carer), times in counted.items():
        days.setdefault(day, []).append(Line(day, permission, is_own, role, practice, name, carer, times))
    return days
