"""Must it wait? A room above adds its own question to `HOLDS`: of the messages in a worker's hands, which wait for that room to free them.

It is asked in the claiming transaction, so that a stop holds from its commit on.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlmodel import Session

from webapp.messages.holding import hold
from webapp.messages.models import HeldFor, Waiting

HOLDS: dict[HeldFor, Callable[[Session, Sequence[Waiting]], set[UUID]]] = {}


def kept_back(session: Session, messages: Sequence[Waiting]) -> set[UUID]:
    """Those are put down again. Returns which."""
    found: set[UUID] = set()
    for waits_for, question in HOLDS.items() if messages else ():
        wait = question(session, messages) - found
        hold(session, ids=wait, waits_for=waits_for)
        found |= wait
    return found
