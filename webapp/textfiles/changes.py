"""Handing texts over to a practice's own system, and what is learned of them afterwards. A text leaves the queue only here, and only once."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import now, pathway_now, wall
from webapp.messages.holding import hold
from webapp.messages.models import HeldFor, Message, MessageState, QueueEntry, Waiting
from webapp.messages.rules import STILL_UNDER_WAY
from webapp.outbox import handing_over as outbox
from webapp.outbox.claiming import let_go
from webapp.outbox.details import with_old_details
from webapp.outbox.eligibility import reasons_to_stop
from webapp.outbox.leaving import cancel, give_up, time_left
from webapp.outbox.turns import without_a_turn
from webapp.practices.changes import choose_own_texts
from webapp.practices.models import Practice
from webapp.textfiles.models import TextFile, TextFileLine
from webapp.textfiles.queries import names_of
from webapp.textfiles.rules import Line, may_go_now


def send_by(session: Session, *, practice: Practice, own: bool, by: UUID) -> None:
    """From now on with the practice's own system, or with our service again: then what waited goes. `by` is the staff member's id."""
    choose_own_texts(session, practice=practice, own=own, by=by)
    if not own:
        let_go(session, practice.id)


def still_held(session: Session, practice_id: UUID) -> list[Waiting]:
    """What waits for this practice's file and may still go, held until the transaction ends. What may not leaves the queue here."""
    held = sa.select(*(getattr(Message, name) for name in Waiting._fields)).join_from(QueueEntry, Message, col(Message.id) == QueueEntry.id)
    held = held.where(col(QueueEntry.held_for) == HeldFor.FILE, col(Message.practice_id) == practice_id)
    found = [Waiting(*row) for row in session.execute(held.order_by(col(QueueEntry.id)).with_for_update(of=QueueEntry))]
    unwanted = reasons_to_stop(session, found) if found else {}
    cancel(session, unwanted)
    wanted = [message for message in found if message.id not in unwanted]
    give_up(session, [message for message in wanted if time_left(message) <= timedelta()])
    return [message for message in wanted if time_left(message) > timedelta()]


def hand_over(session: Session, *, practice: Practice, by: UUID, account_id: UUID) -> TextFile | None:
    """Everything that may go at this moment, as one file; None when nothing may. `by` is the staff member's id."""
    ready = [message for message in still_held(session, practice.id) if may_go_now(practice, message.kind, wall())]
    old = with_old_details(session, ready)
    hold(session, ids=old, waits_for=HeldFor.DETAILS)
    ready = [message for message in ready if message.id not in old]
    later = without_a_turn(session, ready)
    ready = [message for message in ready if message.id not in later]
    if not ready:
        return None
    made = TextFile(practice_id=practice.id, made_by_id=by)
    session.add(made)
    session.flush()
    session.add_all(TextFileLine(file_id=made.id, message_id=message.id) for message in ready)
    outbox.hand_over(session, ready, by=account_id)
    return made


def take_again(session: Session, *, file: TextFile, by: UUID) -> None:
    file.again_at, file.again_by_id = pathway_now(), by
    session.add(file)


def lines_of(session: Session, file: TextFile) -> tuple[list[UUID], list[Line]]:
    """People and lines of what was handed over and may still go: one that was called back, or must be now, is left out."""
    handed = handed_over(session, [file.id])
    unwanted = outbox.stop_unwanted(session, handed)
    found = [message for message in handed if message.id not in unwanted and message.body]
    # A text to staff never waits for a file.
    people = [message.person_id for message in found if message.person_id]
    names = names_of(session, people)
    lines = [Line(names[person_id], message.to or "", message.body or "", str(message.id)) for person_id, message in zip(people, found, strict=True)]
    return people, lines


def handed_over(session: Session, file_ids: Collection[UUID]) -> Sequence[Message]:
    found = select(Message).join(TextFileLine, col(TextFileLine.message_id) == Message.id).where(col(TextFileLine.file_id).in_(file_ids))
    return session.exec(found.where(Message.state == MessageState.HANDED_OVER).order_by(col(Message.due_at), col(Message.id))).all()


def did_not_arrive(session: Session, *, file: TextFile, messages: Collection[UUID], by: UUID) -> int:
    """Staff saw in their own system that these did not get there. `by` is an account id. Returns how many."""
    failed = [message for message in handed_over(session, [file.id]) if message.id in messages]
    return outbox.did_not_arrive(session, failed, why="not_arrived", by=by)


def look_again(session: Session, practice: Practice) -> int:
    """Cancel, give up or call back whatever may no longer go. Returns how many were called back."""
    still_held(session, practice.id)
    under_way = select(Message).join(TextFileLine, col(TextFileLine.message_id) == Message.id)
    under_way = under_way.join(TextFile, col(TextFile.id) == TextFileLine.file_id).where(TextFile.practice_id == practice.id)
    found = session.exec(under_way.where(Message.state == MessageState.HANDED_OVER, col(Message.state_at) > now() - STILL_UNDER_WAY)).all()
    return len(outbox.stop_unwanted(session, found))
