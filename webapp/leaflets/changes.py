"""Adding, changing and taking away what people read. Nothing is deleted."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import pathway_now
from webapp.leaflets.models import Leaflet
from webapp.tasks.changes import close_task
from webapp.tasks.models import TaskKind
from webapp.tasks.queries import open_task


def subject_of(leaflet_id: UUID) -> str:
    return f"leaflet:{leaflet_id}"


def keep_leaflet(session: Session, *, practice_id: UUID, values: dict[str, Any], by: UUID, replaces: Leaflet | None = None) -> Leaflet | None:
    """`values` are the columns of what was typed, `by` is a staff member.

    None when somebody else has changed or ended `replaces` meanwhile: then nothing is kept.
    """
    if replaces is not None and not end_leaflet(session, leaflet=replaces, by=by):
        return None
    made = Leaflet(practice_id=practice_id, made_by_id=by, replaces_id=replaces and replaces.id, **values)
    session.add(made)
    session.flush()
    return made


def end_leaflet(session: Session, *, leaflet: Leaflet, by: UUID) -> bool:
    """From now on nobody is shown it, and nobody need look at it again. False when it had ended already."""
    ends = sa.update(Leaflet).where(col(Leaflet.id) == leaflet.id, col(Leaflet.ended_at).is_(None)).values(ended_at=pathway_now(), ended_by_id=by)
    ended = session.execute(ends).rowcount == 1  # type: ignore[attr-defined]
    waiting = open_task(session, leaflet.practice_id, TaskKind.REVIEW_LEAFLET, subject_of(leaflet.id))
    if ended and waiting:
        close_task(session, waiting, by=by, outcome="done", note=None)
    session.expire(leaflet)
    return ended
