"""What others wrote beside a plan, for the person to read next to their own words. A room above knows of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session


@dataclass(frozen=True)
class Beside:
    """`part` is a place in the plan: goals, promises, about, danger or team; `title` is its name in words. `place` is where it is answered."""

    part: str
    title: str
    who: str
    at: datetime
    words: str
    waits: bool
    place: str


BESIDE: list[Callable[[Session, UUID], list[Beside]]] = []


def beside(session: Session, person_id: UUID, parts: Collection[str] | None = None) -> list[Beside]:
    """Only for the eyes of the person. `parts` None is all of them."""
    return [one for found in BESIDE for one in found(session, person_id) if parts is None or one.part in parts]
