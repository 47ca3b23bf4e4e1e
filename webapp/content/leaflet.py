"""The leaflets that come with the app: how the year works, in plain words with a picture beside each idea. Source: data/leaflets.json."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from webapp.content.catalogue import catalogue_file, expired


@dataclass(frozen=True, slots=True)
class LeafletIdea:
    picture: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """Texts are English here; whoever shows one puts it through gettext. `page`: where its owner says more, an https address."""

    id: str
    title: str
    picture: str
    owner: str
    source: str
    ideas: tuple[LeafletIdea, ...]
    page: str = ""


@cache
def leaflets() -> dict[str, BuiltIn]:
    return {row["id"]: built_in(row) for row in catalogue_file("leaflets")["leaflets"]}


def leaflets_in_date(today: date) -> dict[str, BuiltIn]:
    """None once the day to look at them again has passed."""
    return {} if expired("leaflets", today) else leaflets()


def built_in(row: dict) -> BuiltIn:
    ideas = tuple(LeafletIdea(idea["picture"], tuple(idea["lines"])) for idea in row["ideas"])
    return BuiltIn(**{**row, "ideas": ideas})
