"""Old codes and ended sign-ins are forgotten. Safe to run twice."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from webapp.accounts.models import Code, PasskeyChallenge, PlanCopy, SignIn
from webapp.base.clock import now
from webapp.database.session import Database

# A code's wrong tries count for a day; one more is for whoever has to find out what happened.
CODES_KEPT = timedelta(days=2)
SIGN_INS_KEPT = timedelta(days=90)


def forget_old(database: Database) -> int:
    """Returns how many rows went. What people did stays in the access log."""
    with database.writing() as session:
        codes = session.execute(sa.delete(Code).where(col(Code.ends_at) < now() - CODES_KEPT))
        session.execute(sa.delete(PasskeyChallenge).where(col(PasskeyChallenge.ends_at) < now() - CODES_KEPT))
        # Long gone from their phones: copies.LASTS.
        session.execute(sa.delete(PlanCopy).where(col(PlanCopy.seen_at) < now() - SIGN_INS_KEPT))
        sign_ins = session.execute(sa.delete(SignIn).where(col(SignIn.ends_at) < now() - SIGN_INS_KEPT))
        return codes.rowcount + sign_ins.rowcount  # type: ignore[attr-defined]
