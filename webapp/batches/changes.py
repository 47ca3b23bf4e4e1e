"""A batch from its making to its end. Always the queue's rows first, then the batch, then its messages: as every writer of messages does."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now, wall
from webapp.base.records import timed_id
from webapp.batches import queries
from webapp.batches.models import Batch, BatchLeftOut, BatchLine, BatchMove, BatchState, LeftOut
from webapp.batches.releasing import let_go_some
from webapp.batches.rules import RUNS, Verdict, may_move, needs_a_yes, verdict_of
from webapp.database.bulk import insert_rows
from webapp.messages.changes import cancel_these
from webapp.messages.holding import hold
from webapp.messages.models import QUEUE, HeldFor, Message
from webapp.messages.segments import size
from webapp.outbox.claiming import give_up
from webapp.outbox.eligibility import PROMPT
from webapp.outbox.holds import HOLDS
from webapp.people.models import Way
from webapp.practices.models import Practice
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency

CALLED_OFF = "the batch was called off"
HOLDS[HeldFor.APPROVAL] = queries.not_to_go_yet
PROMPT.append(queries.the_first_few)


class MoveRefused(Exception):
    """The table of moves does not allow this, or somebody was quicker."""


class SamePerson(Exception):
    """Who made a batch, or asked for it again, never says yes to it."""


def into_batch(
    session: Session,
    *,
    practice: Practice,
    label: str,
    messages: Sequence[Message],
    by: UUID | None,
    left_out: Mapping[UUID, LeftOut] | None = None,
) -> Batch:
    """Messages that `queue_message` wrote in this same transaction, as one batch. `by` is an account id, None the timetable's.

    More than the practice's limit wait until a second person says yes; fewer go at once, but for people whose details are too old.
    `left_out`: person id -> why somebody of the same search gets no message; the page that asks for the yes shows them.
    """
    session.flush()
    large = needs_a_yes(len(messages), queries.gone_today(session, practice.id), practice.batch_limit)
    state = BatchState.WAITING if large else BatchState.GOING
    whose = {"practice_id": practice.id, "planned": len(messages), "made_by_id": by, "asked_by_id": by if large else None}
    made = Batch(**whose, label=" ".join(label.split())[:80], state=state)
    session.add(made)
    session.flush()
    session.add(BatchMove(batch_id=made.id, to_state=state, by_id=by))
    write_lines(session, made, messages, left_out or {})
    ids = [message.id for message in messages]
    hold(session, ids=ids, waits_for=HeldFor.APPROVAL)
    if not large:
        let_go_some(session, batch=made, practice=practice)
    return made


def write_lines(session: Session, batch: Batch, messages: Sequence[Message], left_out: Mapping[UUID, LeftOut]) -> None:
    lines = [{"id": message.id, "batch_id": batch.id, "parts": parts_of(message), "canary_at": None} for message in messages]
    others = [{"id": timed_id(), "batch_id": batch.id, "person_id": one, "why": why} for one, why in left_out.items()]
    for table, rows in ((BatchLine.__table__, lines), (BatchLeftOut.__table__, others)):
        if rows:
            insert_rows(session, table, rows)


def parts_of(message: Message) -> int:
    """What a text costs; nothing else is counted so."""
    return size(message.body or "").parts if message.way is Way.SMS else 0


def held_fast(session: Session, batch: Batch) -> list[UUID]:
    """This batch, held until the transaction ends. Returns its messages that nobody is sending: what a stop still reaches."""
    rows = sa.select(QUEUE.c.id, QUEUE.c.token, QUEUE.c.unknown_since).join(BatchLine, col(BatchLine.id) == QUEUE.c.id)
    found = session.execute(rows.where(col(BatchLine.batch_id) == batch.id).order_by(QUEUE.c.id).with_for_update(of=QUEUE)).all()
    session.refresh(batch, with_for_update=True)
    return [row.id for row in found if row.token is None and row.unknown_since is None]


def move(session: Session, *, batch: Batch, to: BatchState, by: UUID | None, why: str | None = None) -> None:
    """One step. The batch is held. Raises MoveRefused."""
    if not may_move(batch.state, to):
        raise MoveRefused(f"{batch.state} to {to}")
    session.add(BatchMove(batch_id=batch.id, from_state=batch.state, to_state=to, by_id=by, why=why))
    batch.state, batch.state_at = to, now()
    session.add(batch)
    session.flush()


def say_yes(session: Session, *, batch: Batch, practice: Practice, by: UUID) -> None:
    """From now on five go, and then the rest. Raises SamePerson, MoveRefused. `by` is an account id."""
    held_fast(session, batch)
    if by in (batch.made_by_id, batch.asked_by_id):
        raise SamePerson
    move(session, batch=batch, to=BatchState.CANARY, by=by)
    batch.approved_at, batch.approved_by_id = batch.state_at, by
    session.add(batch)
    go_on(session, batch=batch, practice=practice)


def send_back(session: Session, *, batch: Batch, why: str, by: UUID) -> None:
    """Not yet: whoever made it reads why, and may ask again. Raises SamePerson, MoveRefused."""
    held_fast(session, batch)
    if by in (batch.made_by_id, batch.asked_by_id):
        raise SamePerson
    move(session, batch=batch, to=BatchState.SENT_BACK, by=by, why=why)


def ask_again(session: Session, *, batch: Batch, why: str | None, by: UUID) -> None:
    held_fast(session, batch)
    move(session, batch=batch, to=BatchState.WAITING, by=by, why=why)
    batch.asked_by_id = by
    session.add(batch)


def stop(session: Session, *, batch: Batch, by: UUID | None, why: str | None = None) -> int:
    """Everything that nobody is sending waits from this moment on; what comes back from a try waits at the next claim. Returns how many.

    Raises MoveRefused.
    """
    idle = held_fast(session, batch)
    move(session, batch=batch, to=BatchState.STOPPED, by=by, why=why)
    hold(session, ids=idle, waits_for=HeldFor.APPROVAL)
    return len(idle)


def resume(session: Session, *, batch: Batch, practice: Practice, by: UUID) -> None:
    """A human says go: also after a failure among the first five, or before they are delivered. Raises MoveRefused.

    Stopped by hand while the first five were on their way, and none of them failed, it goes on with them.
    """
    held_fast(session, batch)
    was_trying = batch.state is BatchState.STOPPED and queries.stopped_from(session, batch.id) is BatchState.CANARY
    unsure = was_trying and canary_verdict(session, batch, practice) is Verdict.WAIT
    move(session, batch=batch, to=BatchState.CANARY if unsure else BatchState.GOING, by=by)
    go_on(session, batch=batch, practice=practice)


def call_off(session: Session, *, batch: Batch, by: UUID, why: str | None = None) -> int:
    """What has not gone never goes. Returns how many. Raises MoveRefused."""
    held_fast(session, batch)
    move(session, batch=batch, to=BatchState.CANCELLED, by=by, why=why)
    waiting = sa.select(QUEUE.c.id).join(BatchLine, col(BatchLine.id) == QUEUE.c.id).where(col(BatchLine.batch_id) == batch.id)
    return cancel_these(session, ids=session.scalars(waiting).all(), by=by, why=CALLED_OFF)


def look_again(session: Session, *, batch: Batch, practice: Practice) -> int:
    """What the timetable does with one batch: what is too late ends at a human, the first five are judged, some of the rest let go. Safe to run twice."""
    held_fast(session, batch)
    late = queries.kept_messages(session, batch.id, of_use_until=wall())
    give_up(session, late)
    return len(late) + go_on(session, batch=batch, practice=practice)


def go_on(session: Session, *, batch: Batch, practice: Practice) -> int:
    """Let go what may. The batch is held. Returns of how many something was decided, or 1 when it was stopped."""
    if batch.state is BatchState.CANARY:
        verdict = canary_verdict(session, batch, practice)
        if verdict is Verdict.FAILED:
            return halt(session, batch=batch)
        if verdict is Verdict.PASSED:
            move(session, batch=batch, to=BatchState.GOING, by=None)
    return let_go_some(session, batch=batch, practice=practice) if batch.state in RUNS else 0


def canary_verdict(session: Session, batch: Batch, practice: Practice) -> Verdict:
    return verdict_of(queries.first_ones(session, batch.id), now(), timedelta(minutes=practice.canary_minutes))


def halt(session: Session, *, batch: Batch) -> int:
    """One of the first five failed: nothing more goes until a human has looked."""
    stop(session, batch=batch, by=None, why="one of the first did not arrive")
    open_task(session, practice_id=batch.practice_id, kind=TaskKind.BATCH_STOPPED, subject=f"batch:{batch.id}", urgency=Urgency.SAME_DAY)
    return 1


def set_rules(session: Session, *, practice: Practice, batch_limit: int, canary_minutes: int, details_days: int, messages_a_year: int) -> None:
    practice.batch_limit, practice.canary_minutes, practice.details_days = batch_limit, canary_minutes, details_days
    practice.messages_a_year = messages_a_year
    session.add(practice)
    session.flush()
