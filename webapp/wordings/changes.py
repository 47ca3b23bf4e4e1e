"""Saving a practice's own wording, and going back to the words that came with the app. Nothing is deleted."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import now
from webapp.messages.models import Wording
from webapp.messages.wording import as_places
from webapp.practices.models import Practice
from webapp.wordings.queries import Which, versions_of


def save_wording(session: Session, *, practice_id: UUID, which: Which, text: str, read_by: str, by: UUID) -> Wording | None:
    """A new version from now on; messages written already keep theirs. `by` is a staff member's id, `read_by` who read it in that language.

    None when it says what stands already, or what came with the app: then that is what stands.
    """
    hold(session, practice_id)
    before = versions_of(session, practice_id, which)
    if before and before[0].ended_at is None and (before[0].text, before[0].read_by) == (text, read_by):
        return None
    end_wording(session, practice_id=practice_id, which=which, by=by)
    if text == as_places(which.template, which.language) and not which.cohort and not read_by:
        return None
    counting = sa.select(sa.func.coalesce(sa.func.max(Wording.number), 0)).where(col(Wording.practice_id) == practice_id, Wording.template == which.template)
    number = session.execute(counting).scalar_one() + 1
    said = {"template": which.template, "language": which.language, "cohort": which.cohort, "text": text, "read_by": read_by}
    made = Wording(practice_id=practice_id, number=number, made_by_id=by, **said)
    session.add(made)
    session.flush()
    return made


def end_wording(session: Session, *, practice_id: UUID, which: Which, by: UUID) -> bool:
    """Back to the words that came with the app, or for a group to those for everyone. False when there were no others."""
    ends = sa.update(Wording).where(col(Wording.practice_id) == practice_id, col(Wording.template) == which.template, col(Wording.ended_at).is_(None))
    ends = ends.where(col(Wording.language) == which.language, col(Wording.cohort) == which.cohort)
    done = session.execute(ends.values(ended_at=now(), ended_by_id=by)).rowcount == 1  # type: ignore[attr-defined]
    session.expire_all()
    return done


def hold(session: Session, practice_id: UUID) -> None:
    """One change at a time: the number of a version is the next one."""
    session.exec(select(Practice.id).where(Practice.id == practice_id).with_for_update(key_share=True)).all()
