"""Reading what a practice agreed about data."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.notices.models import DataRecord


def data_record_of(session: Session, practice_id: UUID) -> DataRecord | None:
    """The one that stands: nothing replaced it."""
    later = select(DataRecord.replaces_id).where(DataRecord.practice_id == practice_id, col(DataRecord.replaces_id).is_not(None))
    found = select(DataRecord).where(DataRecord.practice_id == practice_id, col(DataRecord.id).not_in(later))
    return session.exec(found.order_by(col(DataRecord.made_at).desc(), col(DataRecord.id))).first()
