"""Reading what was suggested."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.grants.models import Grant
from webapp.sharing.models import Suggestion


def suggestions_of(session: Session, person_id: UUID) -> list[tuple[Suggestion, str]]:
    """Every suggestion ever made, newest first, with what the person calls who made it."""
    found = select(Suggestion, Grant).join(Grant, col(Grant.id) == Suggestion.grant_id).where(Suggestion.person_id == person_id)
    return [(one, grant.name or "") for one, grant in session.exec(found.order_by(col(Suggestion.made_at).desc(), col(Suggestion.id)))]


def suggestion_of(session: Session, person_id: UUID, suggestion_id: UUID) -> Suggestion | None:
    return session.exec(select(Suggestion).where(Suggestion.person_id == person_id, Suggestion.id == suggestion_id)).first()


def waiting_from(session: Session, grant_id: UUID) -> list[Suggestion]:
    """This carer's own, not answered yet, oldest first."""
    found = select(Suggestion).where(Suggestion.grant_id == grant_id, col(Suggestion.said_at).is_(None))
    return list(session.exec(found.order_by(col(Suggestion.made_at), col(Suggestion.id))))
