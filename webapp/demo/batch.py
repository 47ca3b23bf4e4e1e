"""A batch at the demo practice: Rita made reminders of the next talks, and somebody else must say yes."""

from sqlmodel import Session, select

from webapp.accounts.models import Account
from webapp.base.clock import wall
from webapp.batches.changes import into_batch
from webapp.batches.models import LeftOut
from webapp.database.session import Database
from webapp.demo.story import one
from webapp.messages.changes import queue_message
from webapp.messages.models import Message, MessageKind
from webapp.pathway.models import AppointmentKind
from webapp.pathway.queries import open_cycle, standing
from webapp.people.models import Person
from webapp.people.queries import mobile_of
from webapp.practices.models import Practice, Role, StaffMember

REMINDED = "leila percy jean norman iris arthur"
# Braille: no text can tell Ifan.
BY_HAND = "ifan"


def waits_for_a_yes(database: Database, practice: Practice, base_url: str) -> None:
    with database.writing() as session:
        rita = session.exec(select(Account.id).join(StaffMember).where(StaffMember.role == Role.RECEPTION)).one()
        messages = [reminder(session, one(session, key), practice, base_url) for key in REMINDED.split()]
        left_out = {one(session, key).id: LeftOut.BY_HAND for key in BY_HAND.split()}
        into_batch(session, practice=practice, label="Your talk is soon", messages=messages, by=rita, left_out=left_out)


def reminder(session: Session, person: Person, practice: Practice, base_url: str) -> Message:
    cycle, mobile = open_cycle(session, person.id), mobile_of(session, person.id)
    talk = standing(session, cycle.id, AppointmentKind.CONVERSATION) if cycle else None
    if talk is None or mobile is None:
        raise LookupError(person.id)
    times = {"due_at": wall(), "useless_after": talk.starts_at, "language": person.language}
    words = {"day": talk.starts_at, "link": base_url}
    whose = {"person": person, "practice": practice, "to": mobile.value}
    return queue_message(session, **whose, **times, kind=MessageKind.REMINDER, template="pathway/reminder", words=words)
