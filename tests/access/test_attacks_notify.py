"""The one address another server posts to: only with its token, and whatever it posts is no fault of ours."""

import json
from uuid import uuid4

import pytest
from sqlmodel import select

from tests.people_cast import a_person, a_practice
from webapp.base.clock import now
from webapp.messages.changes import queue_message
from webapp.messages.models import Message, MessageKind

TOKEN = "a-long-token-only-they-know"


@pytest.fixture
def told(settings, database, apps):
    client = apps.over(settings.model_copy(update={"notify_callback_token": TOKEN}), database).test_client()

    def post(body, token=TOKEN, **headers):
        sent = body if isinstance(body, (bytes, str)) else json.dumps(body)
        more = {"Authorization": f"Bearer {token}"} if token is not None else {}
        return client.post("/notify/callback", data=sent, content_type="application/json", headers={**more, **headers})

    return post


def news(**changes) -> dict:
    return {"id": str(uuid4()), "reference": str(uuid4()), "status": "delivered"} | changes


@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN[:-1], TOKEN + "x", "é" * 10])
def test_without_the_token_nothing_is_read(told, token):
    assert told(news(), token).status_code == 401 and told(b"\x00\xff", token).status_code == 401


def test_the_token_is_not_taken_from_anywhere_else(told):
    assert told(news(token=TOKEN), None, Cookie=f"token={TOKEN}").status_code == 401


def test_with_no_token_set_nobody_may_post(app):
    for token in ("", "None", "null"):
        assert app.test_client().post("/notify/callback", json=news(), headers={"Authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize("body", [
    b"", b"\xff\xfe\x00", "null", "[]", "3", "{}", '{"reference": 3, "id": [], "status": {}}', "[" * 10_000, news(reference="\x00"), news(reference=None),
    news(status="\x00"), news(id="\ud800"), news(id="a\x00b"), news(id="x" * 100_000), news(id=["a"], status=["delivered"]), news(status="delivered\r\nX: y"),
])  # fmt: skip
def test_odd_news_is_not_found_and_no_fault_of_ours(told, body):
    assert told(body).status_code in (204, 404)


@pytest.mark.parametrize("odd", ["a\x00b", "\ud800", "x" * 100_000])
def test_odd_ids_about_a_real_message_are_no_fault_of_ours(told, session, odd):
    practice = a_practice(session)
    words = {"practice": practice.name, "code": "123456", "host": "localhost"}
    queue_message(session, person=a_person(session, practice), practice=practice, to="+447700900123", kind=MessageKind.CODE, template="accounts/code",
                  words=words, due_at=now(), useless_after=now(), language="en", by=None)  # fmt: skip
    reference = session.exec(select(Message.id)).one()
    session.commit()
    assert told(news(reference=str(reference), id=odd)).status_code in (204, 404)
