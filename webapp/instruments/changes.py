"""Writing what a practice asks."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import now, pathway_now
from webapp.content.catalogue import places
from webapp.content.prompt import Instrument
from webapp.instruments.fhir_forms import Form
from webapp.instruments.licences import Pack
from webapp.instruments.models import InstrumentChoice, LoadedInstrument, Origin, ScoreEntry
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


def keep_pack(session: Session, *, practice_id: UUID, pack: Pack, evidence: str, by: UUID | None) -> LoadedInstrument:
    """Keep a licensed pack that passed, with the evidence a named person declared to hold."""
    row = kept_before(session, practice_id, pack.name, pack.sha256)
    if row is None:
        named = {"title": pack.title, "version": pack.version, "sha256": pack.sha256, "content": pack.content, "valid_until": pack.valid_until}
        row = LoadedInstrument(practice_id=practice_id, instrument=pack.name, origin=Origin.LICENCE, **named)
    row.loaded_at, row.loaded_by_id, row.withdrawn_at, row.withdrawn_by_id = now(), by, None, None
    row.evidence, row.declared_at = evidence, now()
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


def enter_score(
    session: Session, *, person_id: UUID, practice_id: UUID, asked: Instrument, amount: str, level: str, taken_on: date, by: UUID | None
) -> ScoreEntry:
    """A score from elsewhere, typed in. Another of the same day is a correction: the one before stays, with the time it was replaced."""
    before = select(ScoreEntry).where(ScoreEntry.person_id == person_id, ScoreEntry.instrument == asked.id, ScoreEntry.taken_on == taken_on)
    for row in session.exec(before.where(col(ScoreEntry.replaced_at).is_(None))):
        row.replaced_at = pathway_now()
        session.add(row)
    said = {"version": asked.version, "sha256": asked.sha256, "source": asked.licence, "amount": amount, "level": level or None}
    made = ScoreEntry(person_id=person_id, practice_id=practice_id, instrument=asked.id, taken_on=taken_on, entered_by_id=by, **said)
    session.add(made)
    session.flush()
    return made
