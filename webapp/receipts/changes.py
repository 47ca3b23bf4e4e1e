from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from webapp.receipts.models import Receipt


def take_in(session: Session, receipt: Receipt) -> bool:
    """False when this key arrived before. Of two that arrive at once the second waits here until the first is kept, or undone."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    made = dialect.insert(Receipt).values(receipt.model_dump()).on_conflict_do_nothing(index_elements=["id"]).returning(col(Receipt.id))
    return session.execute(made).first() is not None


def complete(session: Session, *, key: UUID, wrote: frozenset[UUID], leads_to: str | None, handed: str | None) -> None:
    said = {"wrote": " ".join(sorted(one.hex for one in wrote)), "leads_to": leads_to, "handed": handed}
    session.execute(sa.update(Receipt).where(col(Receipt.id) == key).values(**said))


def take_back(session: Session, *, key: UUID) -> None:
    """Nothing was kept of it, so it may come again."""
    session.execute(sa.delete(Receipt).where(col(Receipt.id) == key))
