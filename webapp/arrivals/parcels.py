"""What a bundle of ours holds, taken out of it: whose plan, from where, its words, its things, what was said of it. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webapp.bundles.marks import Json
from webapp.chapters.kinds import ItemKind
from webapp.reports.identities import Identity


@dataclass
class Thing:
    """One item of the plan. `name` is its address in the bundle, `within` that of what it belongs to."""

    name: str
    path: str
    kind: ItemKind
    words: dict[str, str]
    within: str = ""
    done_at: datetime | None = None
    did_not_happen_at: datetime | None = None


@dataclass(frozen=True)
class Yes:
    """What one side said there of one revision."""

    side: str
    answer: str
    at: datetime
    notes: str = ""
    number: int = 0


@dataclass(frozen=True)
class Going:
    """How a goal was going on one day. `goal` is its address in the bundle."""

    goal: str
    how: str
    at: datetime
    words: str = ""


@dataclass
class Parcel:
    """`own`: the plan's own lines. `things` are in the order of the plan; what another belongs to stands before it."""

    who: Identity
    came_from: str
    made_at: datetime
    own: dict[str, str] = field(default_factory=dict)
    things: list[Thing] = field(default_factory=list)
    notes: list[Going] = field(default_factory=list)
    said: list[Yes] = field(default_factory=list)
    agreed: int | None = None

    @property
    def is_empty(self) -> bool:
        return not self.own and not self.things


@dataclass(frozen=True)
class Place:
    """A resource of the bundle, and where it stands in it."""

    path: str
    address: str
    resource: Json

    @property
    def kind(self) -> str:
        return str(self.resource["resourceType"])

    def tag(self, system: str) -> str:
        tags: list[Any] = self.resource.get("meta", {}).get("tag", [])
        return next((str(one.get("code", "")) for one in tags if one.get("system") == system), "")
