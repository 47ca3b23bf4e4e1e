"""What a person asks us to stop, and to begin again: texts, e-mails, everything but paper."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import pathway_now
from webapp.messages.changes import cancel_these
from webapp.messages.models import Message, MessageState, QueueEntry
from webapp.messages.queries import messages_of
from webapp.people.models import ContactChoice, ContactPoint, Person, Stop, Way
from webapp.people.ways import CARRIED, stops_for
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency

CAME_BACK = "came_back"
ON_THE_WAY = (MessageState.DUE, MessageState.HELD, MessageState.HANDED_OVER)


def stop_way(session: Session, *, person: Person, stop: Stop, by: UUID | None) -> None:
    """What waits to go that way is cancelled in this same transaction. `by` is an account id."""
    if not standing(session, person.id, stop):
        session.add(ContactChoice(person_id=person.id, stops=stop))
    closed = [way for way in Way if stop in stops_for(way)]
    waits = select(Message.id).join(QueueEntry, col(QueueEntry.id) == col(Message.id)).where(Message.person_id == person.id, col(Message.way).in_(closed))
    handed = select(Message.id).where(Message.person_id == person.id, col(Message.way).in_(closed), Message.state == MessageState.HANDED_OVER)
    cancel_these(session, ids=[*session.exec(waits), *session.exec(handed)], by=by, why=f"{stop}_stopped")


def allow_way(session: Session, *, person: Person, stop: Stop) -> None:
    """The person wants it again."""
    for choice in standing(session, person.id, stop):
        choice.ended_at = pathway_now()
        session.add(choice)


def standing(session: Session, person_id: UUID, stop: Stop) -> list[ContactChoice]:
    found = select(ContactChoice).where(ContactChoice.person_id == person_id, ContactChoice.stops == stop, col(ContactChoice.ended_at).is_(None))
    return list(session.exec(found))


def came_back(session: Session, *, person: Person, practice_id: UUID, point: ContactPoint, by: UUID | None) -> None:
    """E-mails or letters came back from there: nothing goes there any more, and a human finds another way. `by` is an account id.

    A mail server says so hours later, in a letter box that only people read.
    """
    point.stopped_at, point.stopped_why = pathway_now(), CAME_BACK
    session.add(point)
    way = next(way for way, kind in CARRIED.items() if kind is point.kind)
    to_there = [message.id for message in messages_of(session, person.id) if message.way is way and message.state in ON_THE_WAY and message.to == point.value]
    cancel_these(session, ids=to_there, by=by, why="this address was stopped")
    told = {"kind": TaskKind.FAILED_MESSAGE, "subject": f"person:{person.id}", "why": "address_refused" if way is Way.EMAIL else CAME_BACK}
    open_task(session, practice_id=practice_id, person_id=person.id, urgency=Urgency.NEXT_DAY, **told)
