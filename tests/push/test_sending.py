"""A notice goes before a text and never instead of it: both ends of every road."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.browsing import markup
from tests.doors.through import rows
from tests.messages.conftest import LINK
from webapp.base.clock import now
from webapp.messages.models import Message, MessageKind, MessageState
from webapp.people.models import Way
from webapp.push.models import Ended, PushNotice, PushSubscription
from webapp.tasks.models import Task

S = MessageState


def state_of(session, way: Way) -> list[MessageState]:
    return [message.state for message in rows(session, Message) if message.way is way]


def test_the_notice_goes_now_and_the_text_a_day_later_when_nobody_came(sams, queue, work, later, service, notify, session):
    queue(MessageKind.PACK_READY)
    work()
    said = json.loads(service.taken[0].text)["notification"]
    assert said["body"] == "There is something new for you." and notify.texts == [] and len(service.taken) == 1
    later(hours=23)
    work()
    assert notify.texts == []
    later(hours=2)
    work()
    assert [LINK in text.body for text in notify.texts] == [True] and service.asked["sams"] == 1
    assert state_of(session, Way.SMS) == state_of(session, Way.PUSH) == [S.ACCEPTED]
    assert session.exec(select(Task)).all() == []


@pytest.mark.parametrize("how", ["tapped", "came by themselves"])
def test_whoever_came_in_since_gets_no_text(how, sams, queue, work, later, notify, session, reminders):
    queue(MessageKind.PACK_READY)
    work()
    later(minutes=5)
    reply = sams.get("/new-for-me" if how == "tapped" else reminders)
    assert how != "tapped" or reply.headers["Location"] == reminders.replace("reminders", "pack")
    later(days=1, hours=1)
    work()
    assert notify.texts == [] and state_of(session, Way.SMS) == [S.CANCELLED]


def test_a_tap_asks_who_it_is_and_leads_there_after(sams, queue, work, browse):
    queue(MessageKind.REMINDER)
    work()
    asked = browse().get("/new-for-me").headers["Location"]
    assert asked.endswith("/sign-in?next=/new-for-me") and 'value="/new-for-me"' in markup(browse().get(asked))
    assert sams.get("/new-for-me").headers["Location"].endswith("/pack")


@pytest.mark.parametrize(("answer", "why", "told"), [(410, "gone", []), (400, "refused", []), ("drop", "never_known", ["never_known"])])
def test_a_notice_that_went_nowhere_is_not_sent_again_and_the_text_goes_at_once(answer, why, told, sams, queue, work, later, service, notify, session):
    service.script.append(answer)
    queue()
    work()
    later(minutes=2)
    work()
    work()
    assert service.asked["sams"] == 1 and len(notify.texts) == 1
    notice = next(message for message in rows(session, Message) if message.way is Way.PUSH)
    assert (notice.state, notice.why) == (S.FAILED, why)
    ended = rows(session, PushSubscription)[0]
    assert (ended.ended_why is Ended.GONE and ended.ended_at is not None) == (answer == 410)
    assert [task.why for task in session.exec(select(Task)).all()] == told


@pytest.mark.parametrize("answer", [503, 403, (429, {"Retry-After": "3000"})])
def test_a_service_that_does_not_take_it_in_ten_minutes_is_not_waited_for(answer, sams, queue, work, later, service, notify, session):
    service.script.extend([answer] * 20)
    queue()
    work()
    assert notify.texts == []
    later(minutes=11)
    work()
    work()
    assert len(notify.texts) == 1 and state_of(session, Way.PUSH) == [S.CANCELLED]
    assert session.exec(select(Task)).all() == []


@pytest.mark.parametrize(("kind", "hours"), [(MessageKind.CODE, 99), (MessageKind.INVITATION, 99), (MessageKind.REMINDER, 5)])
def test_a_code_an_invitation_and_a_text_that_cannot_wait_go_at_once(kind, hours, sams, queue, work, service, notify):
    queue(kind, useless=timedelta(hours=hours))
    work()
    assert len(notify.texts) == 1 and service.taken == []


def test_a_text_that_must_go_today_follows_in_three_hours(sams, queue, work, later, service, notify):
    queue(useless=timedelta(hours=7))
    work()
    assert len(service.taken) == 1 and notify.texts == []
    later(hours=3, minutes=1)
    work()
    assert len(notify.texts) == 1


def test_what_stops_the_text_stops_its_notice(sams, queue, work, session, person, service, notify):
    person.died_on = now().date()
    session.add(person)
    queue()
    work()
    assert service.asked["sams"] == 0 and notify.texts == [] and rows(session, PushNotice) == []


def test_each_device_gets_its_own_and_one_that_works_is_enough(sams, phone, reminders, queue, work, later, service, notify, session):
    phone().post(reminders, service.browser("second"))
    service.script.append(410)
    queue()
    work()
    later(minutes=15)
    work()
    assert service.asked == {"sams": 1, "second": 1} and notify.texts == []
    assert sorted(row.ended_why or "" for row in rows(session, PushSubscription)) == ["", Ended.GONE]
