"""Who can see what of a person's plan now, with why, from and until when, and how the person said yes. One list for screen, print and export."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.accounts.models import Account
from webapp.base.clock import in_london
from webapp.grants.models import Basis, Given, Grant, Right, SharedPart
from webapp.grants.queries import grants_of, holder_now, rights_of
from webapp.practices.models import StaffMember


@dataclass(frozen=True)
class Seer:
    """Somebody who sees parts of a plan today. `written_by` is who of the surgery wrote it down, when the person did not do it here themselves.

    `basis` is set when they hold parts of it; `until` is then the day of review where that is all they have.
    """

    grant_id: UUID
    name: str
    rights: dict[SharedPart, Right]
    since: date
    until: date
    given: Given
    written_by: str = ""
    why: str = ""
    basis: Basis | None = None


def seers_of(session: Session, person_id: UUID, today: date) -> list[Seer]:
    """Those with at least one part, in the order they were let in. Whoever holds the plan is among them."""
    grants, held = grants_of(session, person_id, today), holder_now(session, person_id, today)
    holds = session.get_one(Grant, held.holder.grant_id) if held else None
    if holds is not None and holds.stopped_at is None and holds not in grants:
        grants.append(holds)
    rights, names = rights_of(session, [grant.id for grant in grants]), staff_names(session, {grant.made_by_id for grant in grants})
    found = []
    for grant in grants:
        given = rights[grant.id] if grant.until_on >= today else {}
        kept = {"why": grant.why or "", "written_by": names.get(grant.made_by_id, "")}
        if held is not None and grant is holds:
            theirs = given | dict.fromkeys(held.parts, Right.HOLD)
            found.append(Seer(grant.id, held.name, theirs, held.holder.starts_on, held.holder.review_on, Given.HOLDER, basis=held.holder.basis, **kept))
        else:
            found.append(Seer(grant.id, grant.name or "", given, in_london(grant.made_at).date(), grant.until_on, grant.given, **kept))
    return [one for one in found if one.rights]


def staff_names(session: Session, account_ids: set[UUID]) -> dict[UUID, str]:
    found = select(Account.id, StaffMember.name).join(StaffMember, col(StaffMember.id) == Account.staff_id).where(col(Account.id).in_(account_ids))
    return dict(session.exec(found).all())
