"""Groups and numbers that single nobody out. Pure: the day is passed in."""

from dataclasses import dataclass, field
from datetime import date

from webapp.cohorts.rules import Way
from webapp.people.models import Deprivation
from webapp.registers.queries import years_before

FEWEST, STEP = 5, 5
# The first whole year of each band.
BANDS = (0, 18, 40, 65, 80)
OTHER = ""


@dataclass
class Tally:
    """True counts of one group, never shown as they are. `said_no`: neither asked nor to be asked."""

    total: int = 0
    reached: int = 0
    said_no: int = 0
    by_way: dict[Way, int] = field(default_factory=dict)

    def add(self, more: "Tally") -> None:
        self.total, self.reached, self.said_no = self.total + more.total, self.reached + more.reached, self.said_no + more.said_no
        for way, number in more.by_way.items():
            self.by_way[way] = self.by_way.get(way, 0) + number

    @property
    def missed(self) -> int:
        return self.total - self.reached - self.said_no


@dataclass(frozen=True)
class Shown:
    """What may be shown of one group. None: fewer than five. Everything else is to the nearest five, so that no number follows from the others."""

    total: int | None
    reached: int | None = None
    said_no: int | None = None
    missed: int | None = None
    by_way: dict[Way, int | None] = field(default_factory=dict)


def shown(tally: Tally) -> Shown:
    total = rounded(tally.total)
    if total is None:
        return Shown(None, by_way=dict.fromkeys(Way))
    by_way = {way: rounded(tally.by_way.get(way, 0)) for way in Way}
    return Shown(total, rounded(tally.reached), rounded(tally.said_no), rounded(tally.missed), by_way)


def rounded(number: int) -> int | None:
    """0 stays 0: that nobody of a large group was reached is what the page is for."""
    if 0 < number < FEWEST:
        return None
    return (number + STEP // 2) // STEP * STEP


def band_starts(today: date) -> list[tuple[int, date]]:
    """(first year of the band, the last birthday that belongs to it), the oldest first."""
    return [(years, years_before(today, years)) for years in reversed(BANDS)]


def fifths() -> dict[int, list[Deprivation]]:
    """Fifth, 1 the most deprived -> the tenths and the fifth that lie in it."""
    return {number: [place for place in Deprivation if place.fifth == number] for number in range(1, 6)}
