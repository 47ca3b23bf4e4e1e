"""What nobody can be asked about goes by the handful: what a dead worker had not begun goes all the same, and only the rest is somebody's work."""

from collections import Counter
from threading import Event

import pytest
from sqlmodel import col, func, select

from tests.outbox.test_kill_points import Unasked
from webapp.messages.models import Message, MessageState, QueueEntry
from webapp.outbox.claiming import claim
from webapp.outbox.handfuls import HANDFUL, begin
from webapp.outbox.sending import drain
from webapp.outbox.stopping import stop_way
from webapp.people.models import Person, Stop, Way
from webapp.tasks.models import Task

S = MessageState


class Killed(BaseException):
    """Nothing of ours catches it: the worker is gone."""


class Mail(Unasked):
    """`then` is called with the number of the call before it is taken."""

    def __init__(self, then=lambda number: None):
        super().__init__()
        self.then, self.number = then, 0

    def send(self, to: str, body: str, reference: str) -> str:
        self.number += 1
        self.then(self.number)
        return super().send(to, body, reference)


@pytest.fixture
def mails(queue_many):
    return queue_many(3 * HANDFUL, to="sam@example.org", way=Way.EMAIL)


def states(session) -> Counter:
    session.rollback()
    return Counter(dict(session.exec(select(Message.state, func.count()).group_by(col(Message.state))).all()))


def test_a_dead_worker_leaves_one_handful_in_doubt_and_the_rest_goes_once(mails, database, settings, send, later, session):
    def dies(number):
        if number == 5:
            raise Killed

    dying, honest = Mail(dies), Mail()
    with pytest.raises(RuntimeError, match="switchboard"):
        drain(database, {Way.EMAIL: dying}, settings)
    assert states(session) == {S.SENDING: HANDFUL, S.DUE: 2 * HANDFUL}
    later(seconds=settings.lease_seconds + 1)
    assert send({Way.EMAIL: honest}) == 2 * HANDFUL
    assert states(session) == {S.UNKNOWN: HANDFUL, S.ACCEPTED: 2 * HANDFUL}
    later(seconds=settings.quarantine_seconds + 1)
    send({Way.EMAIL: honest})
    in_doubt = {message.person_id for message in session.exec(select(Message).where(Message.state != S.ACCEPTED))}
    assert max((dying.took + honest.took).values()) == 1 and len(honest.took) == 2 * HANDFUL
    assert {task.person_id for task in session.exec(select(Task))} == in_doubt and len(in_doubt) == HANDFUL


def test_no_more_than_a_handful_is_ever_on_its_way(mails, database, settings, send, session):
    seen = []

    def look(_number):
        with database.reading() as own:
            seen.append(own.exec(select(func.count()).where(Message.state == S.SENDING)).one())

    mail = Mail(look)
    assert send({Way.EMAIL: mail}) == len(mails)
    assert (max(seen), states(session)) == (HANDFUL, {S.ACCEPTED: len(mails)})


def test_told_to_stop_a_worker_leaves_to_others_what_it_has_not_begun(mails, database, settings, send, session):
    stop, mail = Event(), Mail()
    mail.then = lambda number: stop.set()
    drain(database, {Way.EMAIL: mail}, settings, stop=stop)
    assert states(session) == {S.ACCEPTED: HANDFUL, S.DUE: 2 * HANDFUL}
    assert send({Way.EMAIL: mail}) == 2 * HANDFUL
    assert (states(session), max(mail.took.values())) == ({S.ACCEPTED: 3 * HANDFUL}, 1)


def test_who_says_no_while_theirs_waits_for_its_handful_gets_nothing(mails, database, settings, send, session):
    last = mails[-1].person_id

    def says_no(number):
        if number == 1:
            with database.writing() as own:
                stop_way(own, person=own.get_one(Person, last), stop=Stop.EMAILS, by=None)

    mail = Mail(says_no)
    send({Way.EMAIL: mail})
    session.refresh(mails[-1])
    assert (mails[-1].state, mails[-1].why, mail.took[str(mails[-1].id)]) == (S.CANCELLED, "emails_stopped", 0)
    assert states(session) == {S.ACCEPTED: len(mails) - 1, S.CANCELLED: 1}
    assert session.exec(select(QueueEntry)).all() == []


def test_what_another_worker_has_claimed_since_is_not_begun(mails, database, later):
    def claims():
        with database.writing() as own:
            return claim(own, limit=200, lease=60, quarantine=60, unasked={Way.EMAIL})

    first = claims()
    later(seconds=61)
    second = claims()
    with database.writing() as own:
        assert (len(first), len(second), begin(own, first)) == (len(mails), len(mails), [])
        assert {errand.id for errand in begin(own, second)} == {message.id for message in mails}
