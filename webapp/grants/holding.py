"""Somebody holds a plan for a person who cannot decide about it: begun and ended by the surgery, ended at once by the person. Nothing is deleted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.access.changes import hold
from webapp.accounts.models import Knew
from webapp.base.clock import london, now, today, wall
from webapp.grants.models import Basis, Grant, HeldPart, Holder, HoldingEnd, SharedPart
from webapp.grants.queries import standing_holder
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency


@dataclass(frozen=True)
class Grounds:
    """What the surgery writes down of a holder. `evidence`: which paper was seen; `kept_at`: where it is; `capacity`: what was found, for this decision."""

    basis: Basis
    knew: Knew
    reason: str
    evidence: str
    kept_at: str
    seen_by: str
    seen_on: date
    capacity: str
    assessed_by: str
    assessed_on: date


def let_hold(session: Session, *, grant: Grant, grounds: Grounds, parts: Collection[SharedPart], starts_on: date, review_on: date, by: UUID) -> Holder:
    """From `starts_on` on whoever comes in by this grant holds these parts. Whoever held the plan before holds it no more."""
    hold(session, grant.person_id)
    end_holding(session, person_id=grant.person_id, why=HoldingEnd.RENEWED, by=by)
    made = Holder(person_id=grant.person_id, grant_id=grant.id, starts_on=starts_on, review_on=review_on, made_by_id=by, **vars(grounds))
    session.add(made)
    session.flush()
    session.add_all(HeldPart(holder_id=made.id, part=part, made_by_id=by) for part in SharedPart if part in parts)
    session.flush()
    return made


def end_holding(session: Session, *, person_id: UUID, why: HoldingEnd, by: UUID) -> Holder | None:
    """From the next request on. Quiet: the holder is not told. What the person gave them in their own right stays."""
    hold(session, person_id)
    standing = standing_holder(session, person_id)
    if standing is not None:
        standing.ended_at, standing.ended_by_id, standing.ended_why = now(), by, why
        session.add(standing)
        open_parts = sa.update(HeldPart).where(col(HeldPart.holder_id) == standing.id, col(HeldPart.ended_at).is_(None))
        session.execute(open_parts.values(ended_at=now(), ended_by_id=by))
        session.flush()
    return standing


def stopped_by_person(session: Session, *, person_id: UUID, practice: Practice | None, by: UUID) -> bool:
    """The person does not want it: it ends at once, and the surgery sees to it by the next working day. False when nobody held their plan."""
    ended = end_holding(session, person_id=person_id, why=HoldingEnd.PERSON, by=by)
    if ended is not None and practice is not None:
        due_at = london(read_by(practice, wall()), practice.closes)
        asked = {"kind": TaskKind.HOLDER_STOPPED, "subject": f"holder:{ended.id}", "person_id": person_id}
        open_task(session, practice_id=practice.id, urgency=Urgency.NEXT_DAY, due_at=due_at, **asked)
    return ended is not None


def keep_back(session: Session, *, holder: Holder, part: SharedPart, by: UUID) -> None:
    """The person decides on this part themselves again: from the next request on nobody holds it."""
    hold(session, holder.person_id)
    found = sa.update(HeldPart).where(col(HeldPart.holder_id) == holder.id, HeldPart.part == part, col(HeldPart.ended_at).is_(None))
    session.execute(found.values(ended_at=now(), ended_by_id=by))
    session.expire_all()


def ask_to_look_again(session: Session, *, holder: Holder, practice_id: UUID) -> None:
    """One open task for one holder, due on the day of review."""
    urgency = Urgency.NEXT_DAY if holder.review_on < today() else Urgency.SOON
    open_task(session, practice_id=practice_id, kind=TaskKind.HOLDER_REVIEW, subject=f"holder:{holder.id}", person_id=holder.person_id, urgency=urgency)
