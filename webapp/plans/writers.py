"""Who wrote what stands in a plan: the person, their surgery, their surgery for them, or somebody they let write with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.accounts.models import Account
from webapp.plans.models import Agreement, Revision


class Who(StrEnum):
    """`scribe`: the GP surgery wrote the person's words down for them, and read them back. `carer`: somebody the person lets write with them.

    `holder`: somebody who holds the plan for a person who cannot decide about it.
    """

    PERSON = "person"
    SURGERY = "surgery"
    SCRIBE = "scribe"
    CARER = "carer"
    HOLDER = "holder"
    OTHER = "other"


@dataclass(frozen=True)
class Writer:
    """Whose save it was, when, and who helped."""

    who: Who
    at: datetime
    helped_by: str = ""


def writers_of(session: Session, person_id: UUID, revisions: Iterable[Revision]) -> dict[int, Writer]:
    """By the revision's number. Two statements, however many there are."""
    saves = list(revisions)
    own, kinds = own_account(session, person_id), kinds_of(session, {row.by_id for row in saves if row.by_id})
    return {row.number: Writer(who(row, own, kinds), row.at, row.helped_by or "") for row in saves}


def own_account(session: Session, person_id: UUID) -> UUID | None:
    return session.exec(select(Account.id).where(Account.person_id == person_id)).first()


def kinds_of(session: Session, ids: set[UUID]) -> dict[UUID | None, Who]:
    """The accounts of staff and of carers among these."""
    found = session.exec(select(Account.id, Account.staff_id, Account.carer_id).where(col(Account.id).in_(ids))).all()
    return {account_id: Who.SURGERY if staff_id else Who.CARER for account_id, staff_id, carer_id in found if staff_id or carer_id}


def who(row: Revision | Agreement, own: UUID | None, kinds: Mapping[UUID | None, Who]) -> Who:
    if row.by_id is not None and row.by_id == own:
        return Who.PERSON
    kind = kinds.get(row.by_id, Who.OTHER)
    if kind is Who.CARER and getattr(row, "held_at", None):
        return Who.HOLDER
    return Who.SCRIBE if kind is Who.SURGERY and getattr(row, "read_back_at", None) else kind
