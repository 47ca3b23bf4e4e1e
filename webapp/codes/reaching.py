"""Whom a typed number or address means, and the confirmed number a code for them may go to."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.accounts import rules
from webapp.accounts.models import Account, Code
from webapp.accounts.tokens import token_hash
from webapp.base.sealing import ring
from webapp.codes.changes import Reach
from webapp.people.models import ContactKind, ContactPoint, Person
from webapp.people.queries import last_practice_of, mobile_of
from webapp.practices.models import Practice


def typed_index(typed: str) -> str | None:
    """The blind index of a phone number or an e-mail address, as it is kept with a contact point; None when it is neither."""
    if "@" in typed:
        address = rules.email_address(typed)
        return ring().blind(address, "email") if address else None
    number = rules.phone_number(typed)
    return ring().blind(number, "phone") if number else None


def reaches_for(session: Session, index: str, born: date) -> list[Reach]:
    """The people with this number or address and birthday who have a confirmed mobile: most often one or none.

    Somebody who moved away and has no surgery now is reached in the name of their last one: their plan is still theirs.
    """
    found = (
        select(ContactPoint, Person)
        .join(Person, col(Person.id) == ContactPoint.person_id)
        .outerjoin(Account, col(Account.person_id) == Person.id)
        .where(ContactPoint.value_index == index, Person.born_on == born, col(ContactPoint.stopped_at).is_(None))
        .where(col(Person.died_on).is_(None), col(Account.ended_at).is_(None))
    )
    reaches = {}
    for typed, person in session.exec(found.order_by(col(Person.id), col(ContactPoint.recorded_at))):
        contact, practice = typed if takes_codes(typed) else confirmed_mobile(session, person.id), last_practice_of(session, person.id)
        if contact and practice:
            reaches[person.id] = Reach(person, practice, contact)
    return list(reaches.values())


def takes_codes(contact: ContactPoint) -> bool:
    return contact.kind is ContactKind.MOBILE and contact.confirmed_at is not None


def confirmed_mobile(session: Session, person_id: UUID) -> ContactPoint | None:
    found = mobile_of(session, person_id)
    return found if found and takes_codes(found) else None


def reach_of(session: Session, person: Person, practice: Practice) -> list[Reach]:
    """The same for a person already known, as a list of one or none."""
    contact = confirmed_mobile(session, person.id)
    return [Reach(person, practice, contact)] if contact else []


def asked_again(session: Session, challenge: str) -> list[Reach]:
    """Whom this browser's last code was for, if their number still takes codes."""
    newest = select(Code).where(Code.challenge_hash == token_hash(challenge)).order_by(col(Code.made_at).desc())
    last = session.exec(newest.limit(1)).first()
    if last is None:
        return []
    found = (
        select(Person, ContactPoint)
        .join(Code, col(Code.person_id) == Person.id)
        .join(ContactPoint, col(ContactPoint.id) == Code.contact_id)
        .where(Code.challenge_hash == last.challenge_hash, Code.code_hash == last.code_hash)
        .where(col(ContactPoint.stopped_at).is_(None), col(Person.died_on).is_(None))
    )
    rows = [(person, last_practice_of(session, person.id), contact) for person, contact in session.exec(found.order_by(col(Person.id)))]
    return [Reach(person, practice, contact) for person, practice, contact in rows if practice]
