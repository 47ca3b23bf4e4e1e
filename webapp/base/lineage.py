"""What one opened form wrote in its earlier saves: whoever wrote that has seen it, so the form's next save clashes with none of it.

Without this a phone whose answer was lost would clash with itself: the page still stands on what it showed before the save that arrived.
"""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

BEFORE, NOW = "written before by this form", "written now"


def begin(session: Session, before: frozenset[UUID]) -> None:
    """`before` are the ids of rows written by the form's earlier saves. From here on what this session writes is remembered."""
    session.info[BEFORE] = before
    session.info[NOW] = set()
    sa.event.listen(session, "before_flush", remember)


def remember(session: Session, _context: Any, _instances: Any) -> None:
    changed = [row for row in session.dirty if session.is_modified(row)]
    session.info[NOW] |= {row.id for row in (*session.new, *changed) if isinstance(getattr(row, "id", None), UUID)}


def written_now(session: Session) -> frozenset[UUID]:
    return frozenset(session.info.get(NOW, ()))


def by_this_form(session: Session) -> frozenset[UUID]:
    """Ids of rows that the form now being saved has written or replaced before."""
    return session.info.get(BEFORE, frozenset())


def stands_on_own(session: Session, standing: UUID | None, seen: UUID | None) -> bool:
    """Was what stands now (None: nothing) put there by this same form? `seen` is the row the form was showing when it was opened."""
    mine = by_this_form(session)
    return (standing in mine) if standing else (seen in mine)
