"""Writing what a practice asks."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import now
from webapp.content.catalogue import places
from webapp.instruments.models import InstrumentChoice
from webapp.instruments.queries import loaded_by, rows_of
from webapp.instruments.rules import relatives
from webapp.practices.models import Practice


class CannotBeAsked(Exception):
    """`reasons`: why, in words for staff."""

    def __init__(self, reasons):
        super().__init__("this instrument cannot be asked now")
        self.reasons = list(reasons)


def choose(session: Session, *, practice: Practice, name: str, asked: bool, wall: datetime, by: UUID | None) -> list[str]:
    """Ask it from now on, or no longer. Returns those that stop because of it: of one family only one is asked.

    Raises KeyError for an instrument the practice does not have, CannotBeAsked when something stands in the way.
    """
    row = {row.instrument.id: row for row in rows_of(session, practice, wall)}[name]
    if asked and row.in_the_way:
        raise CannotBeAsked(row.in_the_way)
    stopped = []
    if asked:
        loaded = loaded_by(session, practice.id)
        stopped = relatives(name, [*places(), *loaded], loaded)
    at = now()
    for one, wanted in [(name, asked), *((other, False) for other in stopped)]:
        session.add(InstrumentChoice(practice_id=practice.id, instrument=one, asked=wanted, chosen_at=at, chosen_by_id=by))
    session.flush()
    return [other for other in stopped if other in row.takes_place_of]
