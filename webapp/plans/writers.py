"""Who wrote what stands in a plan: the person, their surgery, their surgery for them, or somebody they let write with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.accounts.models import Account
from webapp.base.i18n import _
from webapp.people.models import Person
from webapp.plans.models import Agreement, Aside, Revision
from webapp.practices.models import Role, StaffMember


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
class Known:
    """An account as a plan knows it. `name` is of the person or of the member of staff; `role` is what staff are today."""

    who: Who
    name: str = ""
    role: Role | None = None


@dataclass(frozen=True)
class Writer:
    """Whose save it was, when, and who helped. `name` and `role` only of the member of staff who wrote (PRSB: person completing record)."""

    who: Who
    at: datetime
    helped_by: str = ""
    name: str = ""
    role: Role | None = None


def writers_of(session: Session, person_id: UUID, revisions: Iterable[Revision]) -> dict[int, Writer]:
    """By the revision's number. Two statements, however many there are."""
    saves = list(revisions)
    own, known = own_account(session, person_id), known_accounts(session, {row.by_id for row in saves if row.by_id})
    return {row.number: writer_of(row, own, known) for row in saves}


def own_account(session: Session, person_id: UUID) -> UUID | None:
    return session.exec(select(Account.id).where(Account.person_id == person_id)).first()


def known_accounts(session: Session, ids: set[UUID]) -> dict[UUID | None, Known]:
    """The accounts of staff and of carers among these."""
    found = select(Account.id, Account.carer_id, StaffMember.name, StaffMember.role).join(StaffMember, col(StaffMember.id) == Account.staff_id, isouter=True)
    rows = session.exec(found.where(col(Account.id).in_(ids), col(Account.person_id).is_(None))).all()
    return {account: Known(Who.CARER) if carer else Known(Who.SURGERY, name, role) for account, carer, name, role in rows}


def kinds_of(session: Session, ids: set[UUID]) -> dict[UUID | None, Who]:
    return {account: one.who for account, one in known_accounts(session, ids).items()}


def who(row: Revision | Agreement | Aside, own: UUID | None, known: Mapping[UUID | None, Known]) -> Who:
    if row.by_id is not None and row.by_id == own:
        return Who.PERSON
    kind = known[row.by_id].who if row.by_id in known else Who.OTHER
    if kind is Who.CARER and getattr(row, "held_at", None):
        return Who.HOLDER
    return Who.SCRIBE if kind is Who.SURGERY and getattr(row, "read_back_at", None) else kind


def writer_of(row: Revision | Agreement | Aside, own: UUID | None, known: Mapping[UUID | None, Known]) -> Writer:
    staff = known.get(row.by_id, Known(Who.OTHER))
    role = (getattr(row, "by_role", None) or staff.role) if staff.name else None
    return Writer(who(row, own, known), row.at, getattr(row, "helped_by", None) or "", staff.name, role)


def signature(session: Session, person_id: UUID, row: Revision | Aside) -> str:
    """Under whose name words stand when two texts are kept one below the other: "Nurse Ann Green", "Sam", "Sam, with Ann", a holder's own."""
    known = known_accounts(session, {row.by_id} if row.by_id else set())
    if row.by_id in known and known[row.by_id].name:
        return known[row.by_id].name
    person = session.get_one(Person, person_id)
    name = person.known_as or person.given_name
    if row.held_at and row.helped_by:
        return row.helped_by
    return _("%(name)s, with %(helper)s", name=name, helper=row.helped_by) if row.helped_by else name
