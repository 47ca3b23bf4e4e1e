"""Old receipts are forgotten. Safe to run twice."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from webapp.base.clock import now
from webapp.database.session import Database
from webapp.receipts.models import Receipt

# A phone sends nothing by itself that is older than 30 days: see LATEST in static/js/outbox.js.
RECEIPTS_KEPT = timedelta(days=60)


def forget_receipts(database: Database) -> int:
    """Returns how many went."""
    with database.writing() as session:
        gone = session.execute(sa.delete(Receipt).where(col(Receipt.arrived_at) < now() - RECEIPTS_KEPT))
        return gone.rowcount  # type: ignore[attr-defined]
