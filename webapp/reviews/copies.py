"""What went into the GP record, and whether the plan was agreed anew since."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.practices.models import Practice, StaffMember
from webapp.reviews.models import RecordCopy, Way


@dataclass(frozen=True)
class Copied:
    """One time. `by` is the member of staff's name, empty when they are gone."""

    at: datetime
    number: int
    way: Way
    by: str
    practice: str


def copies_of(session: Session, person_id: UUID) -> list[Copied]:
    """Newest first."""
    found = (
        select(RecordCopy, StaffMember.name, Practice.name)
        .join(Practice, col(Practice.id) == RecordCopy.practice_id)
        .join(StaffMember, col(StaffMember.id) == RecordCopy.by_id, isouter=True)
        .where(RecordCopy.person_id == person_id)
    )
    rows = session.exec(found.order_by(col(RecordCopy.at).desc(), col(RecordCopy.id))).all()
    return [Copied(row.at, row.number, row.way, by or "", practice) for row, by, practice in rows]


def changed_since(copies: list[Copied], agreed: int | None) -> bool:
    """Both said yes to a newer plan than the one that went."""
    return bool(copies) and agreed is not None and agreed > copies[0].number
