"""Suggesting, and answering a suggestion. Nothing is deleted, and nobody is written to."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now
from webapp.grants.models import Grant, SharedPart
from webapp.sharing.models import Said, Suggestion


def suggest(session: Session, *, grant: Grant, part: SharedPart, words: str, by: UUID) -> Suggestion:
    """Beside the person's words, never in them. `by` is the carer's account."""
    made = Suggestion(person_id=grant.person_id, grant_id=grant.id, part=part, words=words, by_id=by)  # type: ignore[call-arg]
    session.add(made)
    session.flush()
    return made


def answer_suggestion(session: Session, *, suggestion: Suggestion, said: Said, by: UUID) -> None:
    """The first answer stands. The plan itself is not touched."""
    first = sa.update(Suggestion).where(col(Suggestion.id) == suggestion.id, col(Suggestion.said_at).is_(None))
    session.execute(first.values(said=said, said_at=now(), said_by_id=by))
    session.expire(suggestion)
