"""A code given at the desk. Whoever makes one and knows the date of birth could open the pack themselves: so the person is told."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import pathway_now
from webapp.codes.changes import give_desk_code
from webapp.codes.reaching import confirmed_mobile
from webapp.messages.changes import queue_message
from webapp.messages.models import MessageKind
from webapp.people.models import Person
from webapp.people.queries import stops_texts
from webapp.practices.models import Practice

WORTH_TELLING = timedelta(days=3)


def make_desk_code(session: Session, *, person: Person, practice: Practice, by: UUID, by_account: UUID) -> str:
    """The six digits; the person is told. `by` is the staff member's id."""
    digits = give_desk_code(session, person=person, by=by)
    tell_person(session, person=person, practice=practice, template="accounts/desk_code", by=by_account)
    return digits


def tell_person(session: Session, *, person: Person, practice: Practice, template: str, by: UUID) -> None:
    """A text to the person's confirmed mobile, if there is one and they want texts. `by` is an account id."""
    contact = confirmed_mobile(session, person.id)
    if contact and not stops_texts(session, person.id):
        at = pathway_now()
        queue_message(
            session,
            person=person,
            practice=practice,
            to=contact.value,
            kind=MessageKind.DESK_CODE,
            template=template,
            words={},
            due_at=at,
            useless_after=at + WORTH_TELLING,
            language=person.language,
            by=by,
        )
