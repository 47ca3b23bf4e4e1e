"""The worker is killed (-9) again and again while it sends e-mails and push notices, whose other ends tell nobody what they took.

At the end: none taken twice, and whoever's message is in doubt or did not go stands on a worklist.
"""

import os
import random
from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from tests.mail_server import MailServer, Mode
from tests.messages.conftest import LINK, TALK
from tests.outbox.test_kill import FAR, is_over_but_for_pauses, nothing_waits
from tests.outbox.worker_process import NEVER, WorkerProcess, a_tuesday_at_ten, until
from tests.people_cast import a_person, a_practice
from tests.push_server import PushServer
from webapp.base.clock import now
from webapp.channels.push_address import Subscription
from webapp.channels.push_key import new_key
from webapp.messages.changes import queue_message
from webapp.messages.models import QUEUE, Message, MessageKind, MessageState
from webapp.outbox.handfuls import HANDFUL
from webapp.people.models import Way
from webapp.practices.models import Practice
from webapp.tasks.models import Task

SEED = int(os.environ.get("IN_MY_WORDS_SOAK_SEED", "20261201"))
# One in twenty: taken and the answer dropped, not taken and the line cut, put off, refused.
FAULTS = (Mode.DROP, Mode.CUT, Mode.TEXT_LATER, Mode.NO_SUCH_ADDRESS)
ANSWERS = ("drop", 503, (429, {"Retry-After": "1"}), 410)


class Both:
    """The mail server and the push service, and what each took."""

    def __init__(self, mail: MailServer, push: PushServer, chance: random.Random, messages: int):
        self.mail, self.push = mail, push
        # More answers than messages: what is put off is tried again.
        mail.script.extend(chance.choice(FAULTS) if chance.random() < 0.05 else Mode.ACCEPT for _ in range(messages))
        push.script.extend(chance.choice(ANSWERS) if chance.random() < 0.05 else 201 for _ in range(messages))

    def taken(self) -> Counter:
        """By the message's own reference: an e-mail names it, and each notice has a browser of its own."""
        mails = Counter(mail["Message-ID"].strip("<>").partition("@")[0] for mail in list(self.mail.mails))
        return mails + Counter(taken.browser for taken in list(self.push.taken))

    def count(self) -> int:
        return len(self.mail.mails) + len(self.push.taken)

    def environment(self) -> dict[str, str]:
        return {
            "IN_MY_WORDS_EMAIL": "smtp",
            "IN_MY_WORDS_EMAIL_FROM": "care@example.org",
            "IN_MY_WORDS_SMTP_HOST": "127.0.0.1",
            "IN_MY_WORDS_SMTP_PORT": str(self.mail.port),
            "IN_MY_WORDS_SMTP_SECURITY": "none",
            "IN_MY_WORDS_SMTP_TIMEOUT": "0.5",
            "IN_MY_WORDS_PUSH_KEY": new_key(),
            "IN_MY_WORDS_PUSH_CONTACT": "it@example.org",
            "IN_MY_WORDS_PUSH_SERVICE_FOR_TESTS": self.push.url,
            "IN_MY_WORDS_PUSH_TIMEOUT": "0.5",
        }


def fill(session: Session, push: PushServer, practice: Practice, messages: int) -> None:
    """An e-mail or a notice each, for as many people: who is told about whom is seen."""
    times = {"due_at": now() - timedelta(minutes=1), "useless_after": now() + FAR}
    pack = {"kind": MessageKind.PACK_READY, "template": "preparation/pack_ready", "words": {"day": TALK, "link": LINK}, **times}
    for place in range(messages):
        made = queue_message(session, person=a_person(session, practice), practice=practice, to=f"p{place}@example.org", way=Way.EMAIL, **pack)
        if place % 2:
            made.way, made.to = Way.PUSH, Subscription(**push.browser(str(made.id))).as_text()
            session.add(made)
    session.commit()


def end_leases(database) -> None:
    """Of those who were killed, as if their time had passed: nobody alive holds any."""
    with database.writing() as session:
        session.execute(sa.update(QUEUE).where(QUEUE.c.token.is_not(None)).values(free_at=now()))


def campaign(session, database, settings, tmp_path, *, kills: int, patient: bool, wave: int = 50, within: float = 200) -> None:
    """A wave before each kill, so that each finds a worker at work. `patient`: leases and pauses are waited for."""
    chance, messages = random.Random(SEED), kills * wave
    is_over = nothing_waits if patient else is_over_but_for_pauses
    a_tuesday_at_ten(session)
    practice = a_practice(session)
    with MailServer() as mail, PushServer(delay=0.05) as push, (tmp_path / "worker.log").open("wb") as log:
        both = Both(mail, push, chance, messages)
        worker = WorkerProcess(settings, "http://127.0.0.1:9", log, **both.environment())
        for _ in range(kills):
            fill(session, push, practice, wave)
            wanted = both.count() + chance.randint(1, wave // 2)
            worker.start()
            assert until(lambda wanted=wanted: both.count() >= wanted, within=90), (tmp_path / "worker.log").read_text()[-3000:]
            NEVER.wait(chance.random() * 0.15)
            worker.kill()
        fill(session, push, practice, wave)
        if not patient:
            end_leases(database)
        with worker:
            assert until(lambda: is_over(database), within=within), (tmp_path / "worker.log").read_text()[-3000:]
            assert worker.stop() == 0
        taken = both.taken()
    session.rollback()
    silent = in_doubt(session, taken)
    states = dict(session.exec(select(Message.state, func.count()).group_by(Message.state)).all())
    said = ", ".join(f"{count} {state.value}" for state, count in states.items()) + f"; {len(taken)} taken, {max(taken.values())} at most"
    print(f"\nseed {SEED}, {database.engine.dialect.name}: {messages + wave} messages, {kills} kills; {said}")
    assert (max(taken.values()), silent) == (1, set())
    assert len(states) > 1, "the kills hit nothing"
    # A kill leaves one handful in doubt at most, and one in twenty met a fault.
    assert states[MessageState.ACCEPTED] > 0.9 * messages - kills * HANDFUL


def in_doubt(session: Session, taken: Counter) -> set[str]:
    """The references of messages that did not go, or of which nobody knows, and that no open task tells about."""
    told = set(session.exec(select(Task.person_id).where(col(Task.closed_at).is_(None))).all())
    messages = session.exec(select(Message)).all()
    return {str(one.id) for one in messages if (one.state is not MessageState.ACCEPTED or not taken[str(one.id)]) and one.person_id not in told}


def test_killed_three_times_no_mail_and_no_notice_goes_twice_and_each_doubt_is_a_task(session, database, settings, tmp_path):
    campaign(session, database, settings, tmp_path, kills=3, patient=False)


@pytest.mark.soak
def test_killed_two_hundred_times_no_mail_and_no_notice_of_ten_thousand_goes_twice(session, database, settings, tmp_path):
    campaign(session, database, settings, tmp_path, kills=200, patient=True, within=900)
