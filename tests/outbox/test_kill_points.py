"""The worker is gone at each point of a message's way, and the provider answers in each way it can: none lost, none twice.

Here each point is reached by doing the steps by hand and going no further, which leaves behind what a kill leaves; `make soak` kills real ones.
"""

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from itertools import product

import pytest
from sqlmodel import col, select

from tests.notify_server import Mode, NotifyServer
from tests.outbox.killed_at import POINTS
from tests.outbox.test_kill import nothing_waits
from tests.outbox.worker_process import WorkerProcess, a_tuesday_at_ten, until
from tests.people_cast import a_person
from webapp.base.clock import now
from webapp.channels import CannotBeAsked, NoAnswer, Refused, TryLater
from webapp.channels.choice import unasked
from webapp.channels.notify import GovukNotify
from webapp.messages.models import Message, MessageKind, MessageState, QueueEntry
from webapp.outbox.claiming import claim
from webapp.outbox.handfuls import Handfuls
from webapp.outbox.last_look import LastLook
from webapp.outbox.sending import claimed, outcome_of, record
from webapp.people.models import Way
from webapp.tasks.models import Task

S = MessageState
STEPS = ["in the claim", "claimed", "begun", "answered", "recorded", "asking", "asked"]


def cut_off(database, channels, settings, later, point: str) -> None:
    """Do what a worker does as far as this point, with all that is due, and no more."""
    if point == "in the claim":
        with database.writing_session() as session:
            claim(session, limit=200, lease=60, quarantine=60)
            session.rollback()
        return
    errands = claimed(database, channels, settings, 200)
    if point == "claimed":
        return
    by_ways = Handfuls(unasked(channels))
    at_once = by_ways.keep(errands)
    errands = at_once + record(database, [], settings.quarantine_seconds, by_ways.all())
    outcomes = [outcome_of(channels[errand.message.way], errand, LastLook(database)) for errand in errands if point != "begun"]
    if point == "recorded":
        record(database, outcomes, settings.quarantine_seconds)
    if point in ("asking", "asked"):
        later(seconds=settings.lease_seconds + 60)
        claimed(database, channels, settings, 200)
        later(seconds=settings.quarantine_seconds + 1)
        for errand in claimed(database, channels, settings, 200):
            if point == "asked":
                outcome_of(channels[errand.message.way], errand, LastLook(database))


def finish(database, channels, settings, later, send, session) -> None:
    """An honest worker comes back again and again until nothing waits."""
    for _ in range(12):
        later(seconds=max(settings.lease_seconds, 300) + 1)
        send(channels)
        if not session.exec(select(QueueEntry)).all():
            return
    raise AssertionError("something waits for ever")


def test_at_each_point_and_with_each_answer_notify_takes_each_once(notify, database, settings, queue, send, later, session, practice):
    notify.late_by = 0.6
    channels, which = {Way.SMS: GovukNotify(settings)}, {}
    for point in STEPS:
        for mode in Mode:
            made = queue(who=a_person(session, practice, given=mode.name.title()), useless=timedelta(days=2), commit=False)
            which[str(made.id)], notify.by_reference[str(made.id)] = (point, mode), mode
        session.commit()
        cut_off(database, channels, settings, later, point)
        # The clock is moved past the quarantine: what is taken late is taken by then.
        assert until(lambda: notify.in_flight == 0)
        finish(database, channels, settings, later, lambda given: (send(given), until(lambda: notify.in_flight == 0)), session)
    taken = notify.taken()
    # A refusal that was written down is never tried again; one that was lost on the way is asked about, and sent once more.
    refused = {(point, Mode.BAD_REQUEST): 0 for point in ("in the claim", "claimed", "begun", "recorded")}
    assert {which[one]: taken[one] for one in which if taken[one] != 1} == refused
    assert Counter(session.exec(select(Message.state)).all()) == {S.ACCEPTED: len(which) - len(refused), S.FAILED: len(refused)}
    assert [task.why for task in session.exec(select(Task))] == ["refused"] * len(refused)


class Unasked:
    """A way whose other end tells nobody what it took, as mail servers and push services do. `plan` is how it answers the first time."""

    patience = 0.0
    can_be_asked = False

    def __init__(self):
        self.plan: dict[str, Exception | None] = {}
        self.took: Counter = Counter()

    def send(self, to: str, body: str, reference: str) -> str:
        problem = self.plan.pop(reference, None)
        if not isinstance(problem, (Refused, TryLater)) and str(problem) != "reset":
            self.took[reference] += 1
        if problem:
            raise problem
        return f"id-{reference}"

    def found(self, reference: str) -> str | None:
        raise CannotBeAsked


def test_what_nobody_can_be_asked_about_never_goes_twice_and_each_doubt_is_a_task(database, settings, queue, send, later, session, practice, clock):
    channels, which = {Way.EMAIL: Unasked(), Way.PUSH: Unasked()}, {}
    answers = (None, Refused("refused"), TryLater("mail_busy"), NoAnswer("dropped"), NoAnswer("reset"))
    for point in STEPS:
        for way, answer in product(channels, answers):
            person = a_person(session, practice, given="Alex")
            made = queue(who=person, useless=timedelta(days=2), commit=False)
            made.way = way
            session.add(made)
            which[str(made.id)], channels[way].plan[str(made.id)] = (point, str(answer), person.id), answer
        session.commit()
        cut_off(database, channels, settings, later, point)
        finish(database, channels, settings, later, send, session)
    took = channels[Way.EMAIL].took + channels[Way.PUSH].took
    told = set(session.exec(select(Task.person_id).where(col(Task.closed_at).is_(None))).all())
    assert max(took.values()) == 1
    states = dict(session.exec(select(Message.id, Message.state)).all())
    silent = [said for one, said in which.items() if took[one] == 0 and said[2] not in told]
    doubts = [said for one, said in which.items() if states[next(k for k in states if str(k) == one)] is not S.ACCEPTED and said[2] not in told]
    assert (silent, doubts) == ([], [])


@pytest.mark.soak
def test_a_worker_killed_at_each_point_with_each_answer_loses_none_and_sends_none_twice(database, settings, session, tmp_path, practice_now, queue_now):
    a_tuesday_at_ten(session)
    session.commit()
    with NotifyServer() as server, (tmp_path / "worker.log").open("wb") as log:
        worker, which = WorkerProcess(settings, server.url, log), {}
        for point, mode in product(POINTS, Mode):
            made = queue_now()
            which[made], server.by_reference[made] = (point, mode), mode
            dying = subprocess.Popen([sys.executable, "-m", "tests.outbox.killed_at", point, made], env=worker.environment, stdout=log, stderr=log)
            assert dying.wait(120) == -9, (point, mode)
        with worker:
            assert until(lambda: nothing_waits(database), within=900)
            assert worker.stop() == 0
        taken = server.taken()
    session.rollback()
    print(f"\n{database.engine.dialect.name}: how often the provider took each\n{table(which, taken)}")
    # A refusal counts when it was written down, which another message's kill may prevent: then it was asked about, and sent once more.
    failed = {str(one) for one in session.exec(select(Message.id).where(Message.state == S.FAILED))}
    assert {one for one in which if taken[one] != 1} == failed and all(taken[one] == 0 for one in failed)
    assert {which[one][1] for one in failed} == {Mode.BAD_REQUEST}


def table(which: dict, taken: Counter) -> str:
    """Points down, answers across."""
    times = {said: taken[one] for one, said in which.items()}
    lines = [f"{point:<14}" + "".join(f"{times.get((point, mode), '-'):>9}" for mode in Mode) for point in POINTS]
    return "\n".join(["".ljust(14) + "".join(f"{mode.value:>9}" for mode in Mode), *lines])


@pytest.fixture
def practice_now(session):
    from tests.people_cast import a_practice

    return a_practice(session)


@pytest.fixture
def queue_now(session, practice_now):
    """`queue_now()` queues a code for somebody new, at the true time. Returns its reference."""
    from webapp.messages.changes import queue_message

    def queue_now() -> str:
        times = {"due_at": now(), "useless_after": now() + timedelta(days=1)}
        who, words = a_person(session, practice_now), {"code": "482913", "host": "localhost"}
        made = queue_message(
            session, person=who, practice=practice_now, to="+447700900001", kind=MessageKind.CODE, template="accounts/code", words=words, **times
        )
        session.commit()
        return str(made.id)

    return queue_now
