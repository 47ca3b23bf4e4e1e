"""Reading what a practice gives people to read."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.leaflets.models import Leaflet


def leaflets_of(session: Session, practice_id: UUID) -> list[Leaflet]:
    """All that stand, out of date or not, by title."""
    found = select(Leaflet).where(Leaflet.practice_id == practice_id, col(Leaflet.ended_at).is_(None))
    return list(session.exec(found.order_by(col(Leaflet.title), col(Leaflet.id))))


def leaflet_ever(session: Session, practice_id: UUID, leaflet_id: UUID) -> Leaflet | None:
    """Ended ones too."""
    return session.exec(select(Leaflet).where(Leaflet.practice_id == practice_id, Leaflet.id == leaflet_id)).first()


def leaflet_of(session: Session, practice_id: UUID, leaflet_id: UUID) -> Leaflet | None:
    found = leaflet_ever(session, practice_id, leaflet_id)
    return found if found and found.ended_at is None else None


def shown_leaflets(session: Session, practice_id: UUID, today: date) -> list[Leaflet]:
    """Those that were looked at in time: what people see."""
    return [one for one in leaflets_of(session, practice_id) if one.review_on >= today]


def out_of_date(session: Session, today: date) -> list[Leaflet]:
    """Of every practice."""
    found = select(Leaflet).where(col(Leaflet.ended_at).is_(None), col(Leaflet.review_on) < today)
    return list(session.exec(found.order_by(col(Leaflet.practice_id), col(Leaflet.id))))
