from uuid import UUID

from sqlmodel import Session, col, select

from webapp.receipts.models import Receipt


def written_before(session: Session, *, account_id: UUID, form_id: UUID) -> frozenset[UUID]:
    """The rows which earlier saves of the same opened form wrote or replaced."""
    found = session.exec(select(Receipt.wrote).where(Receipt.form_id == form_id, col(Receipt.account_id) == account_id)).all()
    return frozenset(UUID(one) for wrote in found for one in wrote.split())
