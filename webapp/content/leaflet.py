"""The leaflets that come with the app: how the year works, in plain words with a picture beside each idea. Source: data/leaflets.json."""

from dataclasses import dataclass
from functools import cache

from webapp.content.catalogue import catalogue_file


@dataclass(frozen=True, slots=True)
class LeafletIdea:
    picture: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """Texts are English here; whoever shows one puts it through gettext."""

    id: str
    title: str
    picture: str
    owner: str
    source: str
    ideas: tuple[LeafletIdea, ...]


@cache
def leaflets() -> dict[str, BuiltIn]:
    return {row["id"]: built_in(row) for row in catalogue_file("leaflets")["leaflets"]}


def built_in(row: dict) -> BuiltIn:
    ideas = tuple(LeafletIdea(idea["picture"], tuple(idea["lines"])) for idea in row["ideas"])
    return BuiltIn(**{**row, "ideas": ideas})
