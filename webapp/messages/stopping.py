"""What a person asks us to stop, and to begin again: texts, e-mails, everything but paper."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import pathway_now
from webapp.messages.changes import cancel_these
from webapp.messages.models import Message, QueueEntry
from webapp.people.models import ContactChoice, Person, Stop, Way
from webapp.people.ways import stops_for


def stop_way(session: Session, *, person: Person, stop: Stop, by: UUID | None) -> None:
    """What waits to go that way is cancelled in this same transaction. `by` is an account id."""
    if not standing(session, person.id, stop):
        session.add(ContactChoice(person_id=person.id, stops=stop))
    closed = [way for way in Way if stop in stops_for(way)]
    waits = select(Message.id).join(QueueEntry, col(QueueEntry.id) == col(Message.id)).where(Message.person_id == person.id, col(Message.way).in_(closed))
    handed = select(Message.id).where(Message.person_id == person.id, col(Message.way).in_(closed), Message.state == "handed_over")
    cancel_these(session, ids=[*session.exec(waits), *session.exec(handed)], by=by, why=f"{stop}_stopped")


def allow_way(session: Session, *, person: Person, stop: Stop) -> None:
    """The person wants it again."""
    for choice in standing(session, person.id, stop):
        choice.ended_at = pathway_now()
        session.add(choice)


def standing(session: Session, person_id: UUID, stop: Stop) -> list[ContactChoice]:
    found = select(ContactChoice).where(ContactChoice.person_id == person_id, ContactChoice.stops == stop, col(ContactChoice.ended_at).is_(None))
    return list(session.exec(found))
