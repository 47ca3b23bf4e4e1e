"""Forms that nobody came back for are forgotten. Safe to run twice."""

import sqlalchemy as sa
from sqlmodel import col

from webapp.base.clock import now
from webapp.database.session import Database
from webapp.sittings.models import KeptForm
from webapp.sittings.rules import KEPT_FOR


def forget_forms(database: Database) -> int:
    """Returns how many went."""
    with database.writing() as session:
        gone = session.execute(sa.delete(KeptForm).where(col(KeptForm.made_at) <= now() - KEPT_FOR))
        return gone.rowcount  # type: ignore[attr-defined]
