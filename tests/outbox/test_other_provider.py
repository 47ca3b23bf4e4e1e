"""A text service we know nothing of but its address and the names of its fields."""

import pytest
from sqlmodel import select

from tests.messages.conftest import MOBILE
from tests.text_server import DROP, GARBLED, TAKEN_THEN_FAULT, TOKEN, TextServer
from webapp.channels.choice import channels_for
from webapp.messages.models import MessageState
from webapp.tasks.models import Task

S = MessageState


@pytest.fixture
def service(clock):
    with TextServer() as server:
        yield server


@pytest.fixture
def by_http(settings, service):
    fields = {"sms_to_field": "number", "sms_body_field": "text", "sms_reference_field": "ref", "sms_id_field": "message_id"}
    said = {"sms": "http", "sms_url": service.url, "sms_token": TOKEN, "sms_sender": "TreeTopsGP", "sms_timeout": 2.0}
    return settings.model_copy(update=fields | said | {"sms_lookup_url": f"{service.url}?ref={{reference}}"})


@pytest.fixture
def post(database, by_http, send):
    """One look at the queue with these settings, changed as said."""
    return lambda **changes: send(channels_for(by_http.model_copy(update=changes), database))


def why_told(session) -> list[str | None]:
    return [task.why for task in session.exec(select(Task))]


def test_a_text_goes_once_under_the_providers_own_names(service, queue, post):
    message = queue()
    assert (post(), post()) == (1, 0)
    assert service.texts == [{"number": MOBILE, "text": message.body, "ref": str(message.id), "from": "TreeTopsGP"}]
    assert (message.state, message.provider_id) == (S.ACCEPTED, "1")


@pytest.mark.parametrize("lost", [DROP, GARBLED, TAKEN_THEN_FAULT])
def test_a_lost_answer_is_asked_about_by_reference(lost, service, queue, post, later):
    service.script.append(lost)
    message = queue()
    post()
    assert message.state is S.UNKNOWN
    later(minutes=2)
    post()
    assert (message.state, message.provider_id, len(service.texts)) == (S.ACCEPTED, "1", 1)


def test_where_nobody_can_be_asked_a_human_is(service, queue, post, later, session):
    service.script.append(DROP)
    message = queue()
    for _look in range(3):
        post(sms_lookup_url="")
        later(minutes=2)
    assert (message.state, message.why, len(service.texts), why_told(session)) == (S.FAILED, "never_known", 1, ["never_known"])


def test_what_was_never_taken_goes_again_after_the_provider_was_asked(service, queue, post, later):
    service.script.append(503)
    message = queue()
    post()
    assert (message.state, service.texts) == (S.UNKNOWN, [])
    later(minutes=2)
    post()
    assert (message.state, len(service.texts)) == (S.ACCEPTED, 1)


@pytest.mark.parametrize("status", [429, 401])
def test_a_no_for_now_waits_as_long_as_was_asked_and_goes_once(status, service, queue, post, later):
    service.script += [status, status]
    message = queue()
    for minutes in (0, 21, 21):
        later(minutes=minutes)
        post()
        assert len(service.texts) <= 1
    assert (message.state, len(service.texts), list(service.script)) == (S.ACCEPTED, 1, [])


def test_a_refused_number_and_a_service_that_is_down(service, queue, post, later, session):
    service.script.append(422)
    refused = queue()
    post()
    assert (refused.state, why_told(session)) == (S.FAILED, ["refused"])
    waits = queue()
    post(sms_url="http://127.0.0.1:9/texts")
    assert (waits.state, service.texts) == (S.DUE, [])
