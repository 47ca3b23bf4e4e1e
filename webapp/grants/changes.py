"""Sharing, what a carer may do, stopping. Nothing is deleted, and nobody is written to."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.access.changes import hold
from webapp.base.clock import now, today
from webapp.base.sealing import ring
from webapp.grants.models import Given, Grant, GrantPart, Right, SharedPart


def hashed_word(word: str, phone_index: str) -> str:
    """A short word needs a key. Bound to the number, so that one word told to two carers is not seen to be the same."""
    return ring().blind(word, f"carer word:{phone_index}")


def share(
    session: Session,
    *,
    person_id: UUID,
    name: str,
    number: str,
    word: str,
    parts: Collection[SharedPart],
    until_on: date,
    by: UUID,
    given: Given = Given.HERE,
    why: str = "",
) -> Grant | None:
    """`number` in E.164, `word` as compared. None when something is shared with this number already. `by` is an account id."""
    hold(session, person_id)
    index = ring().blind(number, "phone")
    end_passed(session, person_id=person_id, index=index, by=by)
    if session.exec(select(Grant.id).where(Grant.person_id == person_id, Grant.phone_index == index, col(Grant.stopped_at).is_(None))).first():
        return None
    whom = {"name": name, "phone": number, "phone_index": index, "word_hash": hashed_word(word, index)}
    made = Grant(person_id=person_id, until_on=until_on, made_by_id=by, given=given, why=why or None, **whom)  # type: ignore[arg-type]
    session.add(made)
    session.flush()
    share_parts(session, grant=made, parts=parts, by=by)
    return made


def end_passed(session: Session, *, person_id: UUID, index: str, by: UUID) -> None:
    """A grant whose last day has passed makes room for a new one to the same number."""
    passed = sa.update(Grant).where(col(Grant.person_id) == person_id, col(Grant.phone_index) == index, col(Grant.stopped_at).is_(None))
    session.execute(passed.where(col(Grant.until_on) < today()).values(stopped_at=now(), stopped_by_id=by))


def share_parts(session: Session, *, grant: Grant, parts: Collection[SharedPart], by: UUID) -> None:
    """These parts from now on, and no others. What ends keeps its dates; a new part is only to be read."""
    found = session.exec(select(GrantPart).where(GrantPart.grant_id == grant.id, col(GrantPart.ended_at).is_(None))).all()
    for row in found:
        if row.part not in parts:
            row.ended_at, row.ended_by_id = now(), by
            session.add(row)
    standing = {row.part for row in found}
    session.add_all(GrantPart(grant_id=grant.id, part=part, made_by_id=by) for part in SharedPart if part in parts and part not in standing)
    session.flush()


def give_rights(session: Session, *, grant: Grant, rights: Mapping[SharedPart, Right], by: UUID) -> None:
    """On each part that is shared now, this right from now on; a part not named is only to be read."""
    hold(session, grant.person_id)
    for row in session.exec(select(GrantPart).where(GrantPart.grant_id == grant.id, col(GrantPart.ended_at).is_(None))).all():
        right = rights.get(row.part, Right.SEE)
        if row.right is not right:
            row.ended_at, row.ended_by_id = now(), by
            session.add(row)
            session.flush()
            session.add(GrantPart(grant_id=grant.id, part=row.part, right=right, made_by_id=by))
    session.flush()


def change_grant(session: Session, *, grant: Grant, parts: Collection[SharedPart], until_on: date, by: UUID) -> None:
    hold(session, grant.person_id)
    grant.until_on = until_on
    session.add(grant)
    share_parts(session, grant=grant, parts=parts, by=by)


def stop(session: Session, *, grant: Grant, by: UUID) -> None:
    """From the next request on the carer sees nothing of this person. Quiet: the carer is not told."""
    hold(session, grant.person_id)
    session.execute(sa.update(Grant).where(col(Grant.id) == grant.id, col(Grant.stopped_at).is_(None)).values(stopped_at=now(), stopped_by_id=by))
    session.expire(grant)


def take_up(session: Session, *, grants: Collection[Grant], account_id: UUID) -> None:
    """The carer came in: what is shared with their number and word is theirs to see."""
    for grant in grants:
        grant.account_id = account_id
        session.add(grant)
    session.flush()
