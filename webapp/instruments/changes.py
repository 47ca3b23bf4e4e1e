"""Writing what a practice asks."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import now
from webapp.content.catalogue import places
from webapp.instruments.fhir_forms import Form
from webapp.instruments.models import InstrumentChoice, LoadedInstrument, Origin
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


def keep_form(session: Session, *, practice_id: UUID, form: Form, by: UUID | None) -> LoadedInstrument:
    """Keep a form that passed. The same text twice is one row, put back if it was withdrawn. It is not asked until somebody chooses so."""
    row = kept_before(session, practice_id, form.name, form.sha256)
    if row is None:
        row = LoadedInstrument(
            practice_id=practice_id, instrument=form.name, origin=Origin.FHIR, title=form.title, version=form.version, sha256=form.sha256, content=form.content
        )
    row.loaded_at, row.loaded_by_id, row.withdrawn_at, row.withdrawn_by_id = now(), by, None, None
    session.add(row)
    session.flush()
    return row


def kept_before(session: Session, practice_id: UUID, name: str, sha256: str) -> LoadedInstrument | None:
    found = select(LoadedInstrument).where(LoadedInstrument.practice_id == practice_id, LoadedInstrument.instrument == name)
    return session.exec(found.where(LoadedInstrument.sha256 == sha256)).first()


def withdraw(session: Session, *, practice_id: UUID, name: str, by: UUID | None) -> int:
    """Take a form or pack away, every version of it: no longer asked; what was answered can still be read. Returns how many versions."""
    found = select(LoadedInstrument).where(LoadedInstrument.practice_id == practice_id, LoadedInstrument.instrument == name)
    rows = session.exec(found.where(col(LoadedInstrument.withdrawn_at).is_(None))).all()
    for row in rows:
        row.withdrawn_at, row.withdrawn_by_id = now(), by
        session.add(row)
    session.flush()
    return len(rows)
