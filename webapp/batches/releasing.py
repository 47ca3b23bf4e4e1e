"""Letting messages of a batch go, a portion at a time: nobody else's save waits for two thousand."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now
from webapp.batches import queries
from webapp.batches.models import Batch, BatchLine, BatchState
from webapp.batches.rules import CANARY, Candidate, first_few
from webapp.messages.holding import free, hold
from webapp.messages.models import HeldFor, MessageState, Waiting
from webapp.outbox.claiming import cancel
from webapp.outbox.eligibility import reasons_to_stop
from webapp.people.queries import details_too_old
from webapp.practices.models import Practice

PORTION = 200


def let_go_some(session: Session, *, batch: Batch, practice: Practice) -> int:
    """Of a batch that is tried, the first five; else the next portion. The batch is held. Returns of how many something was decided.

    Who should get none is cancelled; whose details are too old waits for a list.
    """
    if batch.state is BatchState.CANARY:
        return let_first_go(session, batch, practice)
    kept = queries.kept_messages(session, batch.id, most=PORTION)
    wanted = still_wanted(session, kept)
    old = details_too_old(session, practice, {message.person_id for message in wanted if message.person_id})
    hold(session, ids=[message.id for message in wanted if message.person_id in old], waits_for=HeldFor.DETAILS)
    free(session, ids=[message.id for message in wanted if message.person_id not in old], waits_for=HeldFor.APPROVAL)
    return len(kept)


def still_wanted(session: Session, kept: Sequence[Waiting]) -> list[Waiting]:
    """The others are cancelled."""
    unwanted = reasons_to_stop(session, kept) if kept else {}
    cancel(session, unwanted)
    return [message for message in kept if message.id not in unwanted]


def let_first_go(session: Session, batch: Batch, practice: Practice) -> int:
    """Those that were chosen and then stopped, and as many as are missing from five: somebody who should get none is no test."""
    first = queries.first_ones(session, batch.id)
    missing = CANARY - sum(state is not MessageState.CANCELLED for state, _since in first)
    chosen = queries.kept_canaries(session, batch.id)
    chosen += next_canaries(session, batch, practice, missing) if missing > 0 else []
    free(session, ids=chosen, waits_for=HeldFor.APPROVAL)
    return len(chosen)


def next_canaries(session: Session, batch: Batch, practice: Practice, missing: int) -> list[UUID]:
    rows = queries.candidates(session, batch.id)
    old = details_too_old(session, practice, {row.person_id for row in rows})
    left, chosen = [Candidate(row.id, row.language, row.way) for row in rows if row.person_id not in old], list[UUID]()
    while left and len(chosen) < missing:
        picked = first_few(left, most=missing - len(chosen))
        chosen += [message.id for message in still_wanted(session, queries.kept_messages(session, batch.id, among_these=picked))]
        left = [one for one in left if one.id not in picked]
    session.execute(sa.update(BatchLine).where(col(BatchLine.id).in_(chosen)).values(canary_at=now()))
    return chosen
