"""A mobile number that staff check with the person: written down, sent a code, confirmed when the code comes back from that phone."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.accounts import rules
from webapp.accounts.models import CodePurpose
from webapp.base.clock import now
from webapp.base.sealing import ring
from webapp.codes.changes import Reach, given_code, hold, may_go, text_code
from webapp.people.models import ContactKind, ContactPoint, Person
from webapp.practices.models import Practice


def record_mobile(session: Session, *, person: Person, number: str, is_own: bool, shared_with: str | None, by: UUID) -> ContactPoint:
    """A mobile as staff wrote it down (`number` in E.164); one already there and in use is kept. `by` is the staff member's id.

    A number that is not the person's own gets texts, and never a code.
    """
    index = ring().blind(number, "phone")
    found = select(ContactPoint).where(ContactPoint.person_id == person.id, ContactPoint.value_index == index, col(ContactPoint.stopped_at).is_(None))
    contact = session.exec(found.order_by(col(ContactPoint.recorded_at))).first()
    if contact is None:
        contact = ContactPoint(person_id=person.id, kind=ContactKind.MOBILE, value=number, value_index=index, source="staff", recorded_by_id=by)
    contact.kind, contact.shared_with = ContactKind.MOBILE, shared_with
    if not is_own:
        contact.confirmed_at = contact.confirmed_by_id = None
    session.add(contact)
    session.flush()
    return contact


def ask_to_confirm(session: Session, *, person: Person, practice: Practice, contact: ContactPoint, host: str, by: UUID, by_account: UUID) -> bool:
    """Text a code to the number. False when this person had too many codes just now."""
    hold(session, {person.id})
    if not may_go(session, person.id):
        return False
    digits = given_code(session, person=person, purpose=CodePurpose.CONFIRM_PHONE, by=by, lasts=rules.CODE_LASTS, contact=contact)
    text_code(session, Reach(person, practice, contact), digits, template="accounts/confirm_phone", more={"host": host}, by=by_account)
    return True


def confirm_contact(session: Session, *, contact: ContactPoint, by: UUID | None) -> None:
    """`by` is the staff member who checked it with the person."""
    contact.confirmed_at, contact.confirmed_by_id = now(), by
    session.add(contact)
    session.flush()
