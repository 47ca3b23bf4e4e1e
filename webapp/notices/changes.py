"""Keeping what a practice agreed about data. Nothing is deleted."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from webapp.notices.models import DataRecord
from webapp.notices.queries import data_record_of
from webapp.practices.models import Practice


def keep_data_record(session: Session, *, practice: Practice, values: dict[str, Any], seen: UUID | None, by: UUID) -> DataRecord | None:
    """`seen` is the row that stood when the form was opened, `by` a staff member. None when somebody else kept another meanwhile: then nothing is kept."""
    # Held, so that two who save at once do so one after the other.
    session.refresh(practice, with_for_update=True)
    standing = data_record_of(session, practice.id)
    if (standing and standing.id) != seen:
        return None
    made = DataRecord(practice_id=practice.id, made_by_id=by, replaces_id=seen, **values)
    session.add(made)
    session.flush()
    return made
