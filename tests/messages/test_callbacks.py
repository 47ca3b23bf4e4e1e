"""What the provider tells us later: in any order, as often as it likes, only with its token."""

import pytest
from sqlmodel import select

from tests.notify_server import Mode
from webapp.app import create_app
from webapp.messages.models import MessageKind, MessageState, QueueEntry
from webapp.messages.rules import Answer
from webapp.outbox.claiming import claim
from webapp.outbox.sending import Outcome, record
from webapp.tasks.models import Task, TaskKind

S = MessageState
TOKEN = "a-long-callback-token"


@pytest.fixture
def tell(browse, session):
    """`tell(news)` posts it as Notify does. Returns the status."""

    def tell(news, token=TOKEN) -> int:
        session.rollback()
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        status = browse().client.post("/notify/callback", json=news, headers=headers).status_code
        session.expire_all()
        return status

    return tell


@pytest.fixture
def sent(notify, queue, send):
    """A message that was taken, and the provider's own record of it."""
    message = queue()
    send()
    return message, notify.texts[0]


def test_delivered_is_written_down(sent, notify, tell):
    message, text = sent
    assert tell(notify.news_of(text)) == 204
    assert message.state is S.DELIVERED


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_a_failure_tells_staff_once(sent, notify, tell, session, status):
    message, text = sent
    assert [tell(notify.news_of(text, status)) for _ in range(3)] == [204, 204, 204]
    assert (message.state, message.why) == (S.FAILED, status)
    task = session.exec(select(Task)).one()
    assert (task.kind, task.why) == (TaskKind.FAILED_MESSAGE, status)


@pytest.mark.parametrize(("first", "then"), [("delivered", "permanent-failure"), ("permanent-failure", "delivered"), ("delivered", "sending")])
def test_the_first_final_word_stands(sent, notify, tell, first, then):
    message, text = sent
    tell(notify.news_of(text, first))
    state = message.state
    assert tell(notify.news_of(text, then)) == 204
    assert message.state is state


def test_news_that_comes_before_our_own_record_is_kept_and_nothing_is_sent_again(notify, queue, send, later, tell, session, settings):
    notify.script.append(Mode.DROP)
    message = queue()
    send()
    assert message.state is S.UNKNOWN
    assert tell(notify.news_of(notify.texts[0])) == 204
    later(seconds=settings.quarantine_seconds)
    assert send() == 0
    assert (message.state, message.provider_id) == (S.DELIVERED, notify.texts[0].id)
    assert session.exec(select(QueueEntry)).all() == []


def test_news_that_comes_while_the_call_is_still_out_is_kept(notify, queue, database, settings, tell, session):

    message = queue()
    with database.writing() as own:
        (errand,) = claim(own, limit=1, lease=60, quarantine=60)
    tell({"id": "n1", "reference": str(message.id), "status": "delivered"})
    record(database, [Outcome(errand, Answer.ACCEPTED, "n1")], 60)
    session.expire_all()
    assert message.state is S.DELIVERED


def test_a_late_worker_cannot_overwrite_another(notify, queue, database, later, session, send):

    message = queue()
    with database.writing() as own:
        (errand,) = claim(own, limit=1, lease=60, quarantine=60)
    later(seconds=61)
    send()  # the lease is over: in doubt
    record(database, [Outcome(errand, Answer.REFUSED, why="refused")], 60)
    session.expire_all()
    assert message.state is S.UNKNOWN
    assert session.exec(select(Task)).all() == []


def test_a_code_that_met_a_phone_switched_off_bothers_nobody(notify, queue, send, tell, session):
    message = queue(MessageKind.CODE)
    send()
    tell(notify.news_of(notify.texts[0], "temporary-failure"))
    assert (message.state, session.exec(select(Task)).all()) == (S.FAILED, [])


@pytest.mark.parametrize("token", ["", "wrong", "a-long-callback-toke", "é"])
def test_without_the_token_nothing_is_believed(sent, notify, tell, token):
    message, text = sent
    assert tell(notify.news_of(text), token.encode("utf-8").decode("latin-1")) == 401
    assert message.state is S.ACCEPTED


NOT_OURS = {"reference": "9c3a52e4-3f43-4c5c-9f3e-2f6a3f9bb0c1", "id": "n", "status": "delivered"}


def test_news_of_nothing_of_ours_is_a_quiet_404(tell, clock):
    for news in (NOT_OURS, {"reference": "x"}, {}, [], None, "delivered", {"reference": 5, "status": []}):
        assert tell(news) == 404


def test_no_token_set_means_nobody_may_call(sent, notify, session, settings, database):

    app = create_app(settings.model_copy(update={"notify_callback_token": ""}), database)
    session.rollback()
    for headers in ({}, {"Authorization": "Bearer "}):
        assert app.test_client().post("/notify/callback", json=notify.news_of(sent[1]), headers=headers).status_code == 401
