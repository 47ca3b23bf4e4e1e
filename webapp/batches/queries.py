"""Reading batches. Always one practice's own, and as many statements for two thousand messages as for two."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts.models import Account
from webapp.base.clock import london, today
from webapp.batches.models import Batch, BatchLine, BatchMove, BatchState
from webapp.batches.rules import RUNS, Counts, counts_from
from webapp.database.among import among
from webapp.database.plain import Plain
from webapp.messages.models import QUEUE, HeldFor, Message, MessageState, Waiting
from webapp.portions.models import ImportKind, ImportRun, ImportState
from webapp.practices.models import StaffMember

SHOWN = 30
# One that waits for its batch, and not for a file.
IS_KEPT = QUEUE.c.held_for == HeldFor.APPROVAL
FOR_SOMEBODY = QUEUE.c.held_for.in_((HeldFor.FILE, HeldFor.PRINTING))
# Shared with other workers, and with nobody who stops the batch meanwhile: whoever is second sees what the first did.
STATES_FOR = sa.select(col(BatchLine.id), col(Batch.state)).join(Batch, col(Batch.id) == BatchLine.batch_id).where(among(BatchLine.__table__.c.id, "ids"))
STATES = Plain(STATES_FOR.with_for_update(read=True, of=Batch.__table__))


def not_to_go_yet(session: Session, messages: Collection[Waiting]) -> set[UUID]:
    """Of the messages in a worker's hands, those whose batch does not go on at this moment. Asked in the claiming transaction."""
    found = STATES.read(session, ids=[message.id for message in messages])
    return {row.id for row in found if row.state not in RUNS}


def the_first_few(session: Session, messages: Collection[Message | Waiting]) -> set[UUID]:
    """Of these, those that are sent to see what becomes of them: they wait for no notice on a phone."""
    asked = select(BatchLine.id).where(col(BatchLine.id).in_([message.id for message in messages]), col(BatchLine.canary_at).is_not(None))
    return set(session.exec(asked))


def batch_of(session: Session, practice_id: UUID, batch_id: UUID) -> Batch | None:
    return session.exec(select(Batch).where(Batch.id == batch_id, Batch.practice_id == practice_id)).first()


def batches_of(session: Session, practice_id: UUID) -> list[Batch]:
    """The newest first."""
    return list(session.exec(select(Batch).where(Batch.practice_id == practice_id).order_by(col(Batch.made_at).desc(), col(Batch.id)).limit(SHOWN)))


def counts_of(session: Session, batch_ids: Collection[UUID]) -> dict[UUID, Counts]:
    for_file = sa.func.coalesce(FOR_SOMEBODY, sa.false())
    found = sa.select(col(BatchLine.batch_id), col(Message.state), for_file, sa.func.count()).join(Message, col(Message.id) == BatchLine.id)
    found = found.outerjoin(QUEUE, QUEUE.c.id == BatchLine.id).where(col(BatchLine.batch_id).in_(batch_ids))
    states: defaultdict[UUID, dict] = defaultdict(dict)
    for batch_id, state, waits, many in session.execute(found.group_by(col(BatchLine.batch_id), col(Message.state), for_file)):
        states[batch_id][state, bool(waits)] = many
    return {one: counts_from(states[one]) for one in batch_ids}


def first_ones(session: Session, batch_id: UUID) -> list[tuple[MessageState, datetime]]:
    found = sa.select(col(Message.state), col(Message.state_at)).join(BatchLine, col(BatchLine.id) == Message.id)
    return [tuple(row) for row in session.execute(found.where(col(BatchLine.batch_id) == batch_id, col(BatchLine.canary_at).is_not(None)))]


def kept_messages(
    session: Session, batch_id: UUID, *, most: int | None = None, of_use_until: datetime | None = None, among_these: Collection[UUID] | None = None
) -> list[Waiting]:
    """What of the batch waits to be let go, in the order it was made: the first few, those that are too late by then, or of these alone."""
    found = sa.select(*(getattr(Message, name) for name in Waiting._fields)).join(BatchLine, col(BatchLine.id) == Message.id)
    found = found.join(QUEUE, QUEUE.c.id == BatchLine.id).where(col(BatchLine.batch_id) == batch_id, IS_KEPT)
    if of_use_until is not None:
        found = found.where(col(Message.useless_after) <= of_use_until)
    if among_these is not None:
        found = found.where(col(Message.id).in_(among_these))
    return [Waiting(*row) for row in session.execute(found.order_by(col(Message.made_at), col(Message.id)).limit(most))]


def kept_canaries(session: Session, batch_id: UUID) -> list[UUID]:
    """Chosen to go first, and stopped before they went."""
    found = sa.select(col(BatchLine.id)).join(QUEUE, QUEUE.c.id == BatchLine.id).where(col(BatchLine.batch_id) == batch_id, IS_KEPT)
    return list(session.scalars(found.where(col(BatchLine.canary_at).is_not(None)).order_by(col(BatchLine.id))))


def candidates(session: Session, batch_id: UUID) -> list[Any]:
    """Who may go first, with the way and the language of each; no words of theirs are read."""
    found = sa.select(col(Message.id), col(Message.person_id), col(Message.language), col(Message.way)).join(BatchLine, col(BatchLine.id) == Message.id)
    found = found.join(QUEUE, QUEUE.c.id == BatchLine.id).where(col(BatchLine.batch_id) == batch_id, IS_KEPT, col(BatchLine.canary_at).is_(None))
    return list(session.execute(found.order_by(col(Message.id))))


def batches_to_look_at(session: Session, at: datetime) -> list[UUID]:
    """Those that go on, and have something to let go; and those with a message that is too late at `at`. Read from the small table of what waits."""
    found = sa.select(col(BatchLine.batch_id)).join(QUEUE, QUEUE.c.id == BatchLine.id).join(Message, col(Message.id) == BatchLine.id)
    found = found.join(Batch, col(Batch.id) == BatchLine.batch_id).where(IS_KEPT, sa.or_(col(Batch.state).in_(RUNS), col(Message.useless_after) <= at))
    return sorted(set(session.scalars(found.distinct())))


def asked_for_a_yes(session: Session, practice_id: UUID, account_id: UUID) -> list[Batch]:
    """Those that wait for somebody else's yes, this one's among them; the oldest first."""
    found = select(Batch).where(Batch.practice_id == practice_id, Batch.state == BatchState.WAITING)
    not_own = (sa.or_(col(who).is_(None), col(who) != account_id) for who in (Batch.made_by_id, Batch.asked_by_id))
    return list(session.exec(found.where(*not_own).order_by(col(Batch.made_at))))


def sent_back_to(session: Session, practice_id: UUID, account_id: UUID) -> list[Batch]:
    found = select(Batch).where(Batch.practice_id == practice_id, Batch.state == BatchState.SENT_BACK, Batch.asked_by_id == account_id)
    return list(session.exec(found.order_by(col(Batch.made_at))))


def gone_today(session: Session, practice_id: UUID) -> int:
    """How many messages went in small batches today, without anybody's yes."""
    midnight = london(today(), time())
    found = sa.select(sa.func.coalesce(sa.func.sum(Batch.planned), 0))
    return session.scalar(found.where(col(Batch.practice_id) == practice_id, col(Batch.made_at) >= midnight, SMALL)) or 0


# It went without being asked about.
SMALL = sa.and_(col(Batch.approved_at).is_(None), col(Batch.state).in_((BatchState.GOING, BatchState.STOPPED)))


def moves_of(session: Session, batch_id: UUID) -> list[BatchMove]:
    return list(session.exec(select(BatchMove).where(BatchMove.batch_id == batch_id).order_by(col(BatchMove.at), col(BatchMove.id))))


def names_by_account(session: Session, practice_id: UUID) -> dict[UUID, str]:
    found = select(Account.id, StaffMember.name).join(StaffMember, col(StaffMember.id) == Account.staff_id).where(StaffMember.practice_id == practice_id)
    return dict(session.exec(found).all())


def stopped_from(session: Session, batch_id: UUID) -> BatchState | None:
    """What it was doing when it was stopped last."""
    found = select(BatchMove).where(BatchMove.batch_id == batch_id, BatchMove.to_state == BatchState.STOPPED)
    last = session.exec(found.order_by(col(BatchMove.at).desc())).first()
    return last.from_state if last else None


def leavers_read_at(session: Session, practice_id: UUID) -> datetime | None:
    """When a file of who died or left was last brought in; one that was taken back does not count."""
    found = sa.select(sa.func.max(ImportRun.applied_at)).where(col(ImportRun.practice_id) == practice_id, col(ImportRun.kind) == ImportKind.LEAVERS)
    return session.scalar(found.where(col(ImportRun.state) == ImportState.APPLIED))


def details_held(session: Session, batch_id: UUID) -> int:
    """How many of a batch that goes on wait for a newer list of people."""
    found = sa.select(sa.func.count()).select_from(QUEUE).join(BatchLine, col(BatchLine.id) == QUEUE.c.id).where(col(BatchLine.batch_id) == batch_id)
    return session.scalar(found.where(QUEUE.c.held_for == HeldFor.DETAILS)) or 0
