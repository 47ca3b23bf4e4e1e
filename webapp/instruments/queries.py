"""Reading what a practice asks: its choices, the forms and packs it loaded, and each instrument whole."""

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.content.catalogue import expired, instrument, instrument_ids, mood_tools, places
from webapp.content.prompt import Instrument
from webapp.instruments.gates import missing_cover
from webapp.instruments.loading import opened
from webapp.instruments.models import InstrumentChoice, LoadedInstrument, Origin
from webapp.instruments.rules import Loaded, Row, in_the_way, is_chosen, relatives
from webapp.practices.models import Practice
from webapp.signoffs.contents import INSTRUMENT, content_id
from webapp.signoffs.queries import standings
from webapp.signoffs.rules import Standing

GATED, FALLBACK = "phq9", "phq2"


def chosen_by(session: Session, practice_id: UUID) -> dict[str, bool]:
    """Instrument -> is it asked, for each the practice ever chose about: the latest stands."""
    rows = session.exec(select(InstrumentChoice).where(InstrumentChoice.practice_id == practice_id).order_by(col(InstrumentChoice.chosen_at)))
    return {row.instrument: row.asked for row in rows}


def loaded_rows(session: Session, practice_id: UUID) -> list[LoadedInstrument]:
    """Those not withdrawn, the newest of each instrument last."""
    found = select(LoadedInstrument).where(LoadedInstrument.practice_id == practice_id, col(LoadedInstrument.withdrawn_at).is_(None))
    return list(session.exec(found.order_by(col(LoadedInstrument.loaded_at), col(LoadedInstrument.id))))


def loaded_by(session: Session, practice_id: UUID) -> dict[str, Loaded]:
    """Instrument -> its newest version."""
    return {row.instrument: as_loaded(row) for row in loaded_rows(session, practice_id)}


def as_loaded(row: LoadedInstrument) -> Loaded:
    return opened_once(row.content or "", row.origin, row.instrument, row.sha256)


@lru_cache(maxsize=64)
def opened_once(content: str, origin: str, name: str, sha256: str) -> Loaded:
    """A big form takes a moment to take apart: done once for each text."""
    return opened(content, origin=origin, name=name, sha256=sha256)


def version_of(session: Session, name: str, sha256: str) -> Instrument | None:
    """The instrument as it was when it was answered: of a loaded one, that very text, even after it was withdrawn."""
    if not sha256:
        return instrument(name) if name in instrument_ids() else None
    found = loaded_version(session, name, sha256)
    return found.instrument if found else None


def loaded_version(session: Session, name: str, sha256: str) -> Loaded | None:
    """With the rights it came with."""
    row = session.exec(select(LoadedInstrument).where(LoadedInstrument.instrument == name, LoadedInstrument.sha256 == sha256)).first()
    return as_loaded(row) if row else None


def form_of(session: Session, asked: Instrument) -> dict[str, Any] | None:
    """The Questionnaire a form was published as; None of any other instrument."""
    if not asked.sha256:
        return None
    row = session.exec(select(LoadedInstrument).where(LoadedInstrument.instrument == asked.id, LoadedInstrument.sha256 == asked.sha256)).first()
    return json.loads(row.content or "", parse_float=Decimal) if row and row.origin == Origin.FHIR else None


def rows_of(session: Session, practice: Practice, wall: datetime) -> list[Row]:
    """Every instrument of the practice's page: those that come with the app, then those it loaded."""
    chosen, loaded, missing = chosen_by(session, practice.id), loaded_by(session, practice.id), missing_cover(session, practice, wall)
    signed, found = standings(session, practice.id, wall.date()), []
    for name in (*places(), *loaded):
        stands = signed.get(content_id(INSTRUMENT, name))
        ways = in_the_way(name, wall.date(), missing, loaded.get(name), lapsed=stands is Standing.EXPIRED)
        asked = not ways and is_chosen(name, chosen)
        found.append(Row(loaded[name].instrument if name in loaded else instrument(name), asked, ways, loaded.get(name), draft=stands is Standing.DRAFT))
    asked_names = [row.instrument.id for row in found if row.asked]
    return [replace(row, takes_place_of=relatives(row.instrument.id, asked_names, loaded)) for row in found]


def asked_now(session: Session, practice: Practice, wall: datetime) -> list[Instrument]:
    """What a person of this practice may answer now, the mood tool among them."""
    found = [row.instrument for row in rows_of(session, practice, wall) if row.asked]
    tool = mood_tool(session, practice, wall)
    return [*([tool] if tool else []), *(one for one in found if one.id not in mood_tools())]


def mood_tool(session: Session, practice: Practice, wall: datetime) -> Instrument | None:
    """The one mood tool: what the practice chose; PHQ-2 in place of PHQ-9 while nobody is sure to read it in time. None when it asks none."""
    chosen = chosen_by(session, practice.id)
    wanted = next((name for name in places() if name in mood_tools() and is_chosen(name, chosen)), None)
    if wanted == GATED and missing_cover(session, practice, wall):
        wanted = FALLBACK
    return instrument(wanted) if wanted and not expired(wanted, wall.date()) else None
