"""Signing content off, and taking the word back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import in_london, now
from webapp.practices.models import Practice
from webapp.signoffs.contents import Content
from webapp.signoffs.models import SignOff
from webapp.signoffs.rules import good_until


def sign_off(session: Session, *, practice: Practice, contents: Iterable[Content], at: datetime, by: UUID) -> int:
    """A clinician read these and stands for them for a year. The word before ends. `at` is aware; `by` is a staff member's id. Returns how many."""
    read = list(contents)
    take_back(session, practice=practice, content_ids=[content.id for content in read])
    until = good_until(in_london(at).date())
    session.add_all(SignOff(practice_id=practice.id, content_id=one.id, version=one.version, signed_at=at, signed_by_id=by, expires_on=until) for one in read)
    session.flush()
    return len(read)


def take_back(session: Session, *, practice: Practice, content_ids: list[str]) -> None:
    """The word no longer stands; it stays on file."""
    mine = sa.update(SignOff).where(col(SignOff.practice_id) == practice.id, col(SignOff.content_id).in_(content_ids), col(SignOff.replaced_at).is_(None))
    session.execute(mine.values(replaced_at=now()))
