"""What must stand before an instrument may be asked. PHQ-9 asks about self-harm: named people must read the answers, by a clock.

Nothing says so yet of any practice, so the gate is shut.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from webapp.base.i18n import lazy
from webapp.practices.models import Practice

NO_COVER = lazy("It asks about self-harm. First say who reads these answers, and when.")


def missing_cover(session: Session, practice: Practice, wall: datetime) -> Sequence[Any]:
    """What is missing before answers about self-harm may be asked for; empty when all of it stands."""
    return [NO_COVER]
