"""Staff saw the person and know who they are. The code they give is typed on the phone in the person's hand, which is then surely theirs."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.accounts import rules
from webapp.accounts.models import CodePurpose, Knew, Vouch
from webapp.base.clock import now
from webapp.codes.changes import given_code
from webapp.codes.desk_codes import tell_person
from webapp.people.models import Person
from webapp.practices.models import Practice

A_YEAR = timedelta(days=365)
# A room above says on which day this person and the practice meet again, when that is known.
MEETS_ON: list[Callable[[Session, UUID], date | None]] = []


def vouch_for(session: Session, *, person: Person, practice: Practice, knew: Knew, today: date, by: UUID, by_account: UUID) -> str:
    """The six digits, good for 15 minutes; the person is told by text. `by` is the staff member's id."""
    met = [day for meets_on in MEETS_ON if (day := meets_on(session, person.id)) and today < day]
    made = Vouch(person_id=person.id, knew=knew, made_by_id=by, until_on=min([today + A_YEAR, *met]))
    session.add(made)
    session.flush()
    tell_person(session, person=person, practice=practice, template="accounts/vouched", by=by_account)
    return given_code(session, person=person, purpose=CodePurpose.VOUCH, by=by, lasts=rules.DESK_CODE_LASTS, contact=None, vouch=made)


def use_vouch(session: Session, *, vouch_id: UUID | None, phone_id: UUID | None) -> None:
    """The person typed the code; on this remembered phone, if it is one. Any other phone is raised for one sitting only."""
    vouch = session.get_one(Vouch, vouch_id)
    vouch.used_at, vouch.phone_id = now(), phone_id
    session.add(vouch)
    session.flush()


def sure_phones(session: Session, phone_ids: Collection[UUID], today: date) -> dict[UUID, Vouch]:
    """Those of these remembered phones that staff saw in the person's hand: phone to what they vouched, the one that lasts longest."""
    found = select(Vouch).where(col(Vouch.phone_id).in_(phone_ids), Vouch.until_on >= today)
    return {vouch.phone_id: vouch for vouch in session.exec(found.order_by(col(Vouch.until_on), col(Vouch.id))) if vouch.phone_id}
