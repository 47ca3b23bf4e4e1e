from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.base.clock import pathway_now
from webapp.plans.models import Side
from webapp.practices.models import Role


@dataclass(frozen=True)
class Hand:
    """Who writes: an account, on which side; of staff also what they are. `holds`: in the person's place.

    `scribe`: staff write the person's own words down and read them back.
    """

    account_id: UUID
    side: Side
    scribe: bool = False
    helped_by: str = ""
    holds: bool = False
    role: Role | None = None


def held_at(by: Hand) -> datetime | None:
    """When it is somebody who holds the plan that writes: now."""
    return pathway_now() if by.holds else None
