"""Sending: claim and commit, call the provider outside any transaction, record. Many calls at once, one writer."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Event
from time import sleep
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from webapp.base.clock import now
from webapp.base.logs import log
from webapp.channels import CannotBeAsked, Channel, NoAnswer, Refused, TryLater
from webapp.channels.choice import Channels, carrier, longest_patience, unasked
from webapp.channels.switchboard import Switchboard
from webapp.database.session import Database
from webapp.messages.changes import StateChange, change_states, tell_staff
from webapp.messages.measures import tally
from webapp.messages.rules import TAKEN, Answer, Step, step_after
from webapp.outbox.claiming import Errand, Q, claim
from webapp.outbox.handfuls import OURS, Handfuls, begin, let_be
from webapp.outbox.last_look import LastLook
from webapp.outbox.leaving import leave_queue
from webapp.settings import Settings

IN_FLIGHT = 50
# Claimed and written down so many at a time: a transaction costs as much as several texts.
BATCH = 200
AHEAD = 150
LINGER, BRIEFLY = 0.1, 0.01


class Outcome(NamedTuple):
    """What came of one errand. `wait` is what the provider asked for, in seconds."""

    errand: Errand
    answer: Answer
    provider_id: str | None = None
    why: str = ""
    wait: float = 0


def drain(database: Database, channels: Channels | Channel, settings: Settings, *, limit: int = 10_000, stop: Event | None = None) -> int:
    """Send what is due until nothing is, `limit` was reached, or `stop` is set. Returns how many errands were run. A channel alone is for texts.

    A batch is claimed when no more than `AHEAD` are out: enough that no call waits for the writer, few enough for a lease to cover the last of them.
    """
    came: SimpleQueue[Outcome | None] = SimpleQueue()
    flying = done = 0
    more = True
    look = LastLook(database)
    handfuls = Handfuls(unasked(channels))

    def run(errand: Errand) -> None:
        came.put(outcome_of(carrier(channels, errand.message.way), errand, look))

    with Switchboard(run, IN_FLIGHT, broke=lambda: came.put(None)) as board:
        while True:
            if more and flying + len(handfuls.waiting) <= AHEAD and done < limit and not (stop and stop.is_set()):
                errands = claimed(database, channels, settings, min(BATCH, limit - done))
                done, more = done + len(errands), bool(errands)
                board.add(at_once := handfuls.keep(errands))
                flying += len(at_once)
            if not flying and not handfuls.waiting:
                return done
            outcomes = landed(came, linger=linger(flying, handfuls)) if flying else []
            begun = record(database, outcomes, settings.quarantine_seconds, next_handful(database, handfuls, outcomes, stop))
            board.add(handfuls.begun(begun))
            flying += len(begun) - len(outcomes)
            # Something may have become due, or free at once, while these were in the air.
            more = more or not flying


def next_handful(database: Database, handfuls: Handfuls, outcomes: Sequence[Outcome], stop: Event | None) -> list[Errand]:
    """Who may begin now that these have landed. Nobody once we are told to stop: who waits is any worker's."""
    if handfuls.waiting and stop and stop.is_set():
        with database.writing() as session:
            let_be(session, handfuls.all())
    return handfuls.next([outcome.errand for outcome in outcomes])


def linger(flying: int, handfuls: Handfuls) -> float:
    """Seconds for more to land: a transaction for each would cost more than the call."""
    if flying > IN_FLIGHT:
        return LINGER
    return BRIEFLY if handfuls.waiting else 0


def claimed(database: Database, channels: Channels | Channel, settings: Settings, limit: int) -> list[Errand]:
    # A lease shorter than one call would never be long enough to make it.
    lease = max(settings.lease_seconds, 3 * longest_patience(channels))
    with database.writing() as session:
        return claim(session, limit=limit, lease=lease, quarantine=settings.quarantine_seconds, unasked=unasked(channels))


def landed(came: SimpleQueue, linger: float) -> list[Outcome]:
    """At least one outcome, and those that follow within so many seconds; one batch at most."""
    found = [came.get()]
    if linger:
        # One sleep, and not one waking for each that lands.
        sleep(linger)
    while len(found) < BATCH:
        try:
            found.append(came.get_nowait())
        except Empty:
            break
    if None in found:
        raise RuntimeError("the switchboard broke")
    return found


def outcome_of(channel: Channel, errand: Errand, look: LastLook) -> Outcome:
    try:
        return asked(channel, errand) if errand.ask else tried(channel, errand, look)
    except Exception as problem:
        # Whatever went wrong, it may have gone out first: only the provider can tell.
        log.error("sending_broke", message=errand.reference, kind=type(problem).__name__)
        return Outcome(errand, Answer.STILL_NONE if errand.ask else Answer.NONE)


def tried(channel: Channel, errand: Errand, look: LastLook) -> Outcome:
    if now() + timedelta(seconds=channel.patience) > errand.until or look.was_stopped(errand.id):
        return Outcome(errand, Answer.NOT_TRIED)
    try:
        return Outcome(errand, Answer.ACCEPTED, channel.send(errand.message.to, errand.message.body, errand.reference))
    except Refused as no:
        return Outcome(errand, Answer.REFUSED, why=str(no))
    except TryLater as later:
        return Outcome(errand, Answer.LATER, why=str(later), wait=later.seconds)
    except NoAnswer:
        return Outcome(errand, Answer.NONE)


def asked(channel: Channel, errand: Errand) -> Outcome:
    try:
        found = channel.found(errand.reference)
    except CannotBeAsked:
        return Outcome(errand, Answer.NEVER_KNOWN)
    except (NoAnswer, TryLater, Refused):
        return Outcome(errand, Answer.STILL_NONE)
    return Outcome(errand, Answer.ACCEPTED, found) if found else Outcome(errand, Answer.NOT_THERE)


def record(database: Database, outcomes: Sequence[Outcome], quarantine: float, handful: Sequence[Errand] = ()) -> list[Errand]:
    """Write what came of these errands, of those that are still ours: a late worker cannot overwrite another's truth. And begin a handful.

    Returns those of the handful that may be called now.
    """
    with database.writing() as session:
        steps = [(outcome, following(outcome, quarantine)) for outcome in still_ours(session, outcomes)]
        leave_queue(session, [outcome.errand.id for outcome, step in steps if step.free_at is None])
        put_back(session, [(outcome, step) for outcome, step in steps if step.free_at is not None])
        changes = [StateChange(outcome.errand.id, step.state, why=step.why, provider_id=outcome.provider_id) for outcome, step in steps]
        change_states(session, changes)
        for outcome, step in steps:
            if step.failed:
                tell_staff(session, outcome.errand.message, why=step.why or "")
        tally(session, Counter((outcome.errand.message.way, step.state) for outcome, step in steps))
        return begin(session, handful)


def following(outcome: Outcome, quarantine: float) -> Step:
    if outcome.answer is Answer.ACCEPTED:
        return TAKEN
    errand = outcome.errand
    tries = errand.tries + (outcome.answer in (Answer.LATER, Answer.NONE))
    return step_after(
        outcome.answer,
        tries=tries,
        now=now(),
        time_left=errand.time_left,
        quarantine=timedelta(seconds=quarantine),
        wait=timedelta(seconds=outcome.wait),
        why=outcome.why,
    )


def still_ours(session: Session, outcomes: Sequence[Outcome]) -> Sequence[Outcome]:
    if not outcomes:
        return outcomes
    found = OURS.raw(session, ids=[outcome.errand.id for outcome in outcomes], tokens={outcome.errand.token for outcome in outcomes})
    if len(found) == len(outcomes):
        return outcomes
    ours = {row.id for row in OURS.rows(found, session.get_bind().dialect)}
    return [outcome for outcome in outcomes if outcome.errand.id in ours]


def put_back(session: Session, steps: list[tuple[Outcome, Step]]) -> None:
    if not steps:
        return
    back = sa.update(Q).where(Q.c.id == sa.bindparam("b_id"))
    back = back.values(token=None, free_at=sa.bindparam("b_free"), attempts=sa.bindparam("b_tries"), unknown_since=sa.bindparam("b_unknown"))
    session.connection().execute(
        back, [{"b_id": o.errand.id, "b_free": s.free_at, "b_tries": s.tries, "b_unknown": now() if s.is_unknown else None} for o, s in steps]
    )
