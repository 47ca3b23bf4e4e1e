"""The demo's clock moves the pathway's today only: never leases, sign-ins or codes."""

from datetime import datetime, time, timedelta

from sqlmodel import Session

from webapp.base.clock import LONDON, now, shift_pathway
from webapp.demo.models import DemoClock


def apply_shift(session: Session) -> None:
    """Set the pathway's clock for this request or job from the one row."""
    row = session.get(DemoClock, 1)
    shift_pathway(row.shift if row else timedelta())


def set_wall(session: Session, wall: datetime) -> None:
    """Make it this UK time now. `wall` is aware."""
    row = session.get(DemoClock, 1) or DemoClock()
    row.seconds_ahead = int((wall - now()).total_seconds())
    session.add(row)
    session.flush()
    shift_pathway(row.shift)


def jump(session: Session, *, days: int, at: time = time(10, 0)) -> datetime:
    """So many days ahead of the demo's today, at ten in the morning."""
    row = session.get(DemoClock, 1)
    here = (now() + (row.shift if row else timedelta())).astimezone(LONDON)
    there = datetime.combine(here.date() + timedelta(days=days), at, tzinfo=LONDON)
    set_wall(session, there)
    return there
