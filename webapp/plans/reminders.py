"""A text before the day of a step, for who chose it. Its words say nothing of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import london, today
from webapp.messages.changes import cancel_these, queue_message
from webapp.messages.models import Message, MessageKind, MessageState
from webapp.people.models import Person
from webapp.people.queries import mobile_of, practice_of, stops_texts
from webapp.plans.models import Item
from webapp.plans.queries import Part
from webapp.practices.models import Practice
from webapp.practices.working_days import is_working_day

TEMPLATE = "plans/step_reminder"
DAY_CHANGED = "the day of the step changed"


@dataclass(frozen=True)
class Reminding:
    """`may`: texts reach this person, by a number that was checked with them. `waiting`: the steps whose text is on its way or went."""

    may: bool
    waiting: set[UUID] = field(default_factory=set)


def may_remind(session: Session, person_id: UUID) -> bool:
    mobile = mobile_of(session, person_id)
    return mobile is not None and mobile.confirmed_at is not None and not stops_texts(session, person_id)


def reminding(session: Session, person_id: UUID, actions: Iterable[Part]) -> Reminding:
    return Reminding(may_remind(session, person_id), waiting_in(session, [part.item for part in actions if part.item]))


def waiting_in(session: Session, items: Iterable[Item]) -> set[UUID]:
    by_message = {item.reminder_id: item.id for item in items if item.reminder_id}
    live = select(Message.id).where(col(Message.id).in_(by_message), Message.state != MessageState.CANCELLED)
    return {by_message[one] for one in session.exec(live)} if by_message else set()


def reminder_day(practice: Practice, due_on: date) -> date:
    """The last day before it on which the surgery sends texts."""
    return next(day for day in (due_on - timedelta(days) for days in range(1, 15)) if is_working_day(practice, day))


def remind(session: Session, *, item: Item, person: Person, practice: Practice, by: UUID, today: date) -> None:
    mobile, item.reminder_id = mobile_of(session, person.id), None
    if mobile is not None and item.due_on and item.done_at is None and (day := reminder_day(practice, item.due_on)) > today:
        times = {"due_at": london(day, practice.sends_from), "useless_after": london(item.due_on, practice.closes)}
        whose = {"person": person, "practice": practice, "to": mobile.value, "language": person.language}
        waits = same_day(session, person, times["due_at"])
        item.reminder_id = waits or queue_message(session, **whose, **times, kind=MessageKind.CHOSEN, template=TEMPLATE, words={}, by=by).id
    session.add(item)


def same_day(session: Session, person: Person, due_at: datetime) -> UUID | None:
    """Never two texts on one day: the one that waits already stands for this step too."""
    found = select(Message.id).where(Message.person_id == person.id, Message.template == TEMPLATE, Message.due_at == due_at)
    return session.exec(found.where(col(Message.state).in_((MessageState.DUE, MessageState.HELD))).order_by(col(Message.made_at))).first()


def shared_with_others(session: Session, items: Iterable[Item]) -> set[UUID]:
    """Texts of these steps that stand for another step as well."""
    mine = {item.id: item.reminder_id for item in items if item.reminder_id}
    found = select(Item.reminder_id).where(col(Item.reminder_id).in_(mine.values()), col(Item.id).not_in(mine), col(Item.withdrawn_in).is_(None))
    return {one for one in session.exec(found) if one}


def move_reminders(session: Session, items: Iterable[Item], *, person_id: UUID, by: UUID | None) -> None:
    """The days of these steps changed: a text that waited goes before the new day. Where none can go, the step keeps the stopped one in sight."""
    reminded = [item for item in items if item.reminder_id]
    waiting = waiting_in(session, reminded) if reminded else set()
    person, practice = session.get_one(Person, person_id), practice_of(session, person_id)
    for item in (item for item in reminded if item.id in waiting):
        before = item.reminder_id
        alone = [before] if before and before not in shared_with_others(session, [item]) else []
        cancel_these(session, ids=alone, by=by, why=DAY_CHANGED)
        if practice is not None and may_remind(session, person_id):
            remind(session, item=item, person=person, practice=practice, by=by, today=today())
        item.reminder_id = item.reminder_id or before


def stopped_texts(session: Session, steps: Iterable[Part]) -> set[UUID]:
    """The steps whose text was stopped because their day changed and none could go before the new one. True until the person chooses again."""
    by_message = {part.item.reminder_id: part.item.id for part in steps if part.item and part.item.reminder_id and part.item.done_at is None}
    if not by_message:
        return set()
    found = select(Message.id).where(col(Message.id).in_(by_message), Message.state == MessageState.CANCELLED, Message.why == DAY_CHANGED)
    return {by_message[one] for one in session.exec(found)}


def stop_reminders(session: Session, items: Iterable[Item], *, by: UUID | None, why: str) -> None:
    """The step was ticked or taken out, or no text is wanted: it is cancelled in this same transaction."""
    reminded = [item for item in items if item.reminder_id]
    if not reminded:
        return
    shared = shared_with_others(session, reminded)
    cancel_these(session, ids=[item.reminder_id for item in reminded if item.reminder_id and item.reminder_id not in shared], by=by, why=why)
    for item in reminded:
        item.reminder_id = None
        session.add(item)
