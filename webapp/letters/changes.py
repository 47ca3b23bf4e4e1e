"""Letters leave the queue here alone, and only once: when they are printed, or given to the service that makes what no printer can."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import pathway_now
from webapp.letters.models import LetterRun, Maker, RunLetter
from webapp.letters.queries import WAITS, made_elsewhere
from webapp.messages.holding import hold
from webapp.messages.models import HeldFor, Message, MessageState, QueueEntry, Waiting
from webapp.outbox.details import with_old_details
from webapp.outbox.eligibility import reasons_to_stop
from webapp.outbox.handing_over import did_not_arrive, hand_over, stop_unwanted
from webapp.outbox.leaving import cancel, give_up, time_left
from webapp.practices.models import Practice

# One file: more take longer to make than anybody waits for a page.
MOST = 100


def still_wanted(session: Session, practice_id: UUID) -> list[Waiting]:
    """What waits for this practice's printer and may still go, held until the transaction ends. What may not leaves the queue here."""
    held = sa.select(*(getattr(Message, name) for name in Waiting._fields)).join_from(QueueEntry, Message, col(Message.id) == QueueEntry.id)
    held = held.where(WAITS, col(Message.practice_id) == practice_id)
    found = [Waiting(*row) for row in session.execute(held.order_by(col(QueueEntry.id)).with_for_update(of=QueueEntry))]
    unwanted = reasons_to_stop(session, found) if found else {}
    cancel(session, unwanted)
    wanted = [message for message in found if message.id not in unwanted]
    give_up(session, [message for message in wanted if time_left(message) <= timedelta()])
    return [message for message in wanted if time_left(message) > timedelta()]


def new_run(session: Session, *, practice: Practice, maker: Maker, by: UUID, account_id: UUID) -> LetterRun | None:
    """The next letters that this maker can make, `MOST` at once; None when there are none. `by` is the staff member's id."""
    wanted = still_wanted(session, practice.id)
    # They may have died or left since it was put down to be printed.
    old = with_old_details(session, wanted)
    hold(session, ids=old, waits_for=HeldFor.DETAILS)
    wanted = [message for message in wanted if message.id not in old]
    apart = made_elsewhere(session, {message.person_id for message in wanted if message.person_id})
    ready = [message for message in wanted if (message.person_id in apart) is (maker is Maker.SERVICE)][:MOST]
    if not ready:
        return None
    run = LetterRun(practice_id=practice.id, maker=maker, made_by_id=by)
    session.add(run)
    session.flush()
    session.add_all(RunLetter(run_id=run.id, message_id=message.id) for message in ready)
    hand_over(session, ready, by=account_id)
    return run


def print_again(session: Session, *, run: LetterRun, by: UUID) -> None:
    """Each letter of it says from now on that it is a second print."""
    run.again_at, run.again_by_id = pathway_now(), by
    session.add(run)


def mark_posted(session: Session, *, run: LetterRun, by: UUID) -> None:
    """The first press counts."""
    if run.posted_at is None:
        run.posted_at, run.posted_by_id = pathway_now(), by
        session.add(run)


def to_print(session: Session, run: LetterRun) -> list[Message]:
    """What may still go of a run, in its order. Staff are told of each that may not any more: it may lie in the tray already."""
    found = select(Message).join(RunLetter, col(RunLetter.message_id) == Message.id).where(RunLetter.run_id == run.id)
    handed = session.exec(found.where(Message.state == MessageState.HANDED_OVER).order_by(col(Message.due_at), col(Message.id))).all()
    unwanted = stop_unwanted(session, handed)
    return [message for message in handed if message.id not in unwanted and message.body]


def came_back(session: Session, *, run: LetterRun, messages: Collection[UUID], by: UUID) -> int:
    """The post brought these back. `by` is an account id. Returns how many; a human rings each of them."""
    found = select(Message).join(RunLetter, col(RunLetter.message_id) == Message.id).where(RunLetter.run_id == run.id, col(Message.id).in_(messages))
    failed = session.exec(found.where(Message.state == MessageState.HANDED_OVER)).all()
    return did_not_arrive(session, failed, why="came_back", by=by)
