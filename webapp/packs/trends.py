"""Released results over the years, as the page draws them: the two blood pressure numbers stand in one part."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.base.i18n import _, day_in_words
from webapp.base.trend import Trend, Value, trend
from webapp.packs.cards import BOTTOM, TOP, aim_words, meaning, unit_words
from webapp.results.queries import Series


@dataclass(frozen=True, slots=True)
class Drawing:
    """`of` says which number when there are two. `aim` is the person's own target in words, or None."""

    id: str
    name: str
    of: str | None
    trend: Trend
    aim: str | None
    unit: str
    meaning: tuple[str, ...]
    picture: str


def drawings(found: Iterable[Series]) -> list[Drawing]:
    made = (drawing(one) for one in found)
    return [one for one in made if one]


def drawing(one: Series) -> Drawing | None:
    line = one.line
    values = [Value(day, number, shown, day_in_words(day, weekday=False), bound) for day, number, shown, bound in one.values]
    drawn = trend(values, line.target_low, line.target_high)
    if drawn is None:
        return None
    of = {TOP: _("Blood pressure: top number"), BOTTOM: _("Blood pressure: bottom number")}.get(line.code)
    aim = aim_words(line) if line.has_target else None
    return Drawing(line.code, of or _(line.entry.label), of, drawn, aim, unit_words(line.unit), meaning(line.entry, line.ask), line.entry.pictogram.name)
