"""Taking messages from the queue to send, so that no two workers ever hold the same one."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now, wall
from webapp.database.plain import Plain
from webapp.messages.changes import StateChange, change_states
from webapp.messages.holding import free, hold
from webapp.messages.models import QUEUE, HeldFor, Message, MessageState, Waiting
from webapp.messages.queries import in_hand
from webapp.messages.rules import at_any_hour, may_worry
from webapp.outbox.details import with_old_details
from webapp.outbox.eligibility import FIRST, reasons_to_stop
from webapp.outbox.holds import kept_back
from webapp.outbox.leaving import cancel, give_back, give_up, is_late, put_off, time_left
from webapp.outbox.turns import without_a_turn
from webapp.people.models import Way
from webapp.practices.models import Practice
from webapp.practices.working_days import next_sending_time

Q = QUEUE


class Errand(NamedTuple):
    """One message in the hands of this worker until `until`. `ask`: it may have gone already, so ask first and send nothing."""

    id: UUID
    token: str
    until: datetime
    tries: int
    ask: bool
    message: Waiting

    @property
    def reference(self) -> str:
        return str(self.id)

    @property
    def time_left(self) -> timedelta:
        return time_left(self.message)


def claim(session: Session, *, limit: int, lease: float, quarantine: float, unasked: Collection[Way] = ()) -> list[Errand]:
    """Up to `limit` errands, codes first. `lease` and `quarantine` are seconds. What may no longer go leaves the queue here.

    The rest is on its way from here on; only what goes by a way of `unasked` is not until `handfuls.begin`.
    """
    doubt_expired_leases(session, quarantine)
    token, until = uuid.uuid4().hex, now() + timedelta(seconds=lease)
    if not TAKE.change(session, at=now(), wall=wall(), most=limit, holder=token, until=until):
        return []
    errands, stopped = [], {}
    for row in in_hand(session, token=token, until=until):
        errands.append(Errand(row.id, token, until, row.attempts, row.unknown_since is not None, Waiting(row.id, *row[4:])))
        if row.stop_why:
            stopped[row.id] = row.stop_why
    fresh = [errand for errand in errands if not errand.ask]
    kept = turn_away(session, fresh, {errand.id: stopped[errand.id] for errand in fresh if errand.id in stopped} if stopped else {})
    change_states(session, [StateChange(errand.id, MessageState.SENDING) for errand in kept if errand.message.way not in unasked])
    return kept + [errand for errand in errands if errand.ask]


def take() -> sa.Update:
    """Up to `most` of what is due get the token `holder`, and nobody else touches them before `until`."""
    is_due = sa.or_(Q.c.due_at.is_(None), Q.c.due_at <= sa.bindparam("wall"))
    due = sa.select(Q.c.id).where(is_due, Q.c.free_at <= sa.bindparam("at"), Q.c.token.is_(None))
    due = due.order_by(Q.c.due_at.asc().nullsfirst(), Q.c.free_at).limit(sa.bindparam("most", type_=sa.Integer()))
    # A CTE, because PostgreSQL may run a locking sub-select more than once and so take more than the limit.
    taken = due.with_for_update(skip_locked=True).cte("due")
    return sa.update(Q).where(Q.c.id.in_(sa.select(taken.c.id))).values(token=sa.bindparam("holder"), free_at=sa.bindparam("until"))


def doubt() -> sa.Update:
    """What nobody's lease covers any longer."""
    expired = sa.select(Q.c.id).where(Q.c.token.is_not(None), Q.c.free_at <= sa.bindparam("at")).with_for_update(skip_locked=True).cte("expired")
    values = {"token": sa.null(), "unknown_since": sa.bindparam("since"), "free_at": sa.bindparam("until")}
    return sa.update(Q).where(Q.c.id.in_(sa.select(expired.c.id))).values(values).returning(Q.c.id)


TAKE, DOUBT = Plain(take()), Plain(doubt())


def doubt_expired_leases(session: Session, quarantine: float) -> None:
    """A worker that held these died, or froze. What it began may have gone: it is asked about after the quarantine, never sent again unasked."""
    at = now()
    found = {row.id for row in DOUBT.read(session, at=at, since=at, until=at + timedelta(seconds=quarantine))}
    if found:
        still_due = sa.select(col(Message.id)).where(col(Message.id).in_(found), col(Message.state) == MessageState.DUE)
        never_begun = set(session.scalars(still_due))
        give_back(session, never_begun)
        change_states(session, [StateChange(one, MessageState.UNKNOWN) for one in found - never_begun])


def turn_away(session: Session, errands: list[Errand], stopped: dict[UUID, str]) -> list[Errand]:
    """Cancel what is no longer wanted, give up what is too late, put back what must wait for sending hours; return the rest."""
    unwanted = reasons_to_stop(session, [errand.message for errand in errands]) | stopped if errands else {}
    cancel(session, unwanted)
    wanted = [errand for errand in errands if errand.id not in unwanted] if unwanted else errands
    clocks = now(), wall()
    late = [errand.message for errand in wanted if is_late(errand.message, *clocks)]
    give_up(session, late)
    in_time = [errand for errand in wanted if not is_late(errand.message, *clocks)] if late else wanted
    patient = [errand.message for errand in in_time if not at_any_hour(errand.message.kind)]
    later: set[UUID] = set()
    for waiting in (kept_back, hold_back, postpone, without_a_turn, let_others_go_first):
        patient = [message for message in patient if message.id not in later]
        later |= waiting(session, patient)
    return [errand for errand in in_time if errand.id not in later] if later else in_time


def hold_back(session: Session, messages: Sequence[Waiting]) -> set[UUID]:
    """Messages to people whose details are old wait for a fresher list, letters to be printed, texts of a practice with its own system for a file.

    A code somebody asked for cannot wait, so it is not asked about here.
    """
    old = with_old_details(session, messages)
    hold(session, ids=old, waits_for=HeldFor.DETAILS)
    messages = [message for message in messages if message.id not in old]
    letters = [message.id for message in messages if message.way is Way.LETTER]
    texts = [message for message in messages if message.way is Way.SMS]
    asked = {message.practice_id for message in texts}
    own = set(session.scalars(sa.select(Practice.id).where(Practice.id.in_(asked), Practice.own_texts_since.is_not(None)))) if asked else set()  # type: ignore
    for_file = [message.id for message in texts if message.practice_id in own]
    hold(session, ids=letters, waits_for=HeldFor.PRINTING)
    hold(session, ids=for_file, waits_for=HeldFor.FILE)
    return {*old, *letters, *for_file}


def let_go(session: Session, practice_id: UUID) -> None:
    """The practice sends with our service again: what waited for a file goes as it was due."""
    waits = sa.select(Message.id).where(Message.practice_id == practice_id, Message.state == MessageState.HELD)  # type: ignore[arg-type]
    free(session, ids=session.scalars(waits).all(), waits_for=HeldFor.FILE)


def postpone(session: Session, messages: Sequence[Waiting]) -> set[UUID]:
    """Outside sending hours a message waits for the next ones. Returns those that wait."""
    at, opens, later = wall(), {}, defaultdict(list)
    for message in messages:
        key = (message.practice_id, may_worry(message.kind))
        if key not in opens:
            opens[key] = next_sending_time(session.get_one(Practice, key[0]), at, worrying=key[1])
        if opens[key] > at:
            later[opens[key]].append(message.id)
    for due_at, ids in later.items():
        put_off(session, ids, due_at)
    return {one for ids in later.values() for one in ids}


def let_others_go_first(session: Session, messages: Sequence[Waiting]) -> set[UUID]:
    """A notice on their phone goes now, and the text a day later if it is still wanted. Returns those that wait."""
    waits = {one: until for goes_first in FIRST for one, until in goes_first(session, messages).items()} if messages else {}
    for one, until in waits.items():
        put_off(session, [one], until)
    return set(waits)
