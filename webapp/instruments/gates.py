"""What must stand before an instrument may be asked. PHQ-9 asks about self-harm: named people must read the answers, by a clock."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from webapp.base.i18n import lazy
from webapp.cover.queries import cover_of
from webapp.practices.models import Practice

NO_COVER = lazy("It asks about self-harm. First say who reads these answers, and when.")


def missing_cover(session: Session, practice: Practice, wall: datetime) -> Sequence[Any]:
    """What is missing before answers about self-harm may be asked for; empty when all of it stands."""
    missing = cover_of(session, practice, wall).missing
    return [NO_COVER, *missing] if missing else []
