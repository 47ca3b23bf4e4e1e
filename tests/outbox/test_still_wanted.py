"""Asked again in the transaction that claims a message."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from tests.messages.conftest import MOBILE
from tests.notify_server import Mode
from tests.people_cast import a_mobile, a_person
from webapp.base.clock import now, shift_pathway
from webapp.channels.notify import GovukNotify
from webapp.messages.changes import cancel_messages
from webapp.messages.models import MessageKind, MessageState, QueueEntry
from webapp.outbox.sending import drain
from webapp.people.models import ContactChoice, ContactPoint, OptOutWay, PlanningOptOut, Registration
from webapp.tasks.models import Task

S = MessageState


def died(session, person):
    person.died_on = date(2026, 11, 30)
    session.add(person)


def left(session, person):
    registration = session.exec(select(Registration).where(Registration.person_id == person.id)).one()
    registration.ended_on = date(2026, 11, 30)
    session.add(registration)


def stopped_texts(session, person):
    session.add(ContactChoice(person_id=person.id, stops="texts"))


def opted_out(session, person):
    session.add(PlanningOptOut(person_id=person.id, why=OptOutWay.TO_STAFF))


def wrong_number(session, person):
    point = session.exec(select(ContactPoint).where(ContactPoint.person_id == person.id)).one()
    point.stopped_at = now()
    session.add(point)


@pytest.mark.parametrize("change", [died, left, stopped_texts, wrong_number])
def test_what_changed_since_cancels_the_message(change, notify, queue, send, session, person):
    message = queue()
    change(session, person)
    session.commit()
    send()
    assert message.state is S.CANCELLED
    assert message.why
    assert notify.texts == []
    assert session.exec(select(QueueEntry)).all() == []
    assert session.exec(select(Task)).all() == []


@pytest.mark.parametrize(("change", "goes"), [(died, False), (left, True), (stopped_texts, True), (wrong_number, False)])
def test_a_code_goes_to_whoever_may_still_sign_in(change, goes, notify, queue, send, session, person):
    queue(MessageKind.CODE)
    change(session, person)
    session.commit()
    send()
    assert len(notify.texts) == goes


def test_who_opted_out_gets_no_invitation_and_still_hears_of_their_own_talk(notify, queue, send, session, person):
    invitation, reminder = queue(MessageKind.INVITATION), queue()
    opted_out(session, person)
    session.commit()
    send()
    assert (invitation.state, reminder.state) == (S.CANCELLED, S.ACCEPTED)
    assert len(notify.texts) == 1


def test_a_wrong_number_does_not_silence_another_person_on_the_same_phone(notify, queue, send, session, person, practice):
    partner = a_person(session, practice, given="Alex", mobile=MOBILE)
    wrong_number(session, person)
    silenced, heard = queue(), queue(who=partner)
    send()
    assert (silenced.state, heard.state) == (S.CANCELLED, S.ACCEPTED)


def test_a_number_stopped_once_and_confirmed_since_is_good_again(notify, queue, send, session, person):
    wrong_number(session, person)
    session.add(a_mobile(person, MOBILE, confirmed=True))
    message = queue()
    send()
    assert message.state is S.ACCEPTED


def test_too_late_is_not_sent_and_tells_staff(notify, queue, send, later, session):
    message = queue(useless=timedelta(hours=1))
    later(hours=2)
    send()
    assert (message.state, message.why, notify.texts) == (S.FAILED, "too_late", [])
    assert session.exec(select(Task)).one().why == "too_late"


def test_a_code_that_is_too_old_bothers_nobody(notify, queue, send, later, session):
    message = queue(MessageKind.CODE, useless=timedelta(minutes=10))
    later(minutes=11)
    send()
    assert (message.state, session.exec(select(Task)).all()) == (S.FAILED, [])


def test_outside_sending_hours_a_message_waits_for_the_next_morning(notify, queue, send, clock, session):
    clock.move_to(datetime(2026, 12, 1, 18, 30, tzinfo=UTC))
    message = queue(useless=timedelta(days=7))
    send()
    assert message.state is S.DUE
    assert session.get(QueueEntry, message.id).due_at == datetime(2026, 12, 2, 9, tzinfo=UTC)
    clock.move_to(datetime(2026, 12, 2, 9, 1, tzinfo=UTC))
    send()
    assert message.state is S.ACCEPTED


def test_a_code_goes_at_any_hour(notify, queue, send, clock):
    clock.move_to(datetime(2026, 12, 5, 3, 0, tzinfo=UTC))
    message = queue(MessageKind.CODE)
    send()
    assert message.state is S.ACCEPTED


def test_what_may_worry_is_not_sent_on_a_friday_afternoon(notify, queue, send, clock):
    clock.move_to(datetime(2026, 12, 4, 14, 0, tzinfo=UTC))
    pack, reminder = queue(MessageKind.PACK_READY), queue()
    send()
    assert (pack.state, reminder.state) == (S.DUE, S.ACCEPTED)


@pytest.mark.parametrize("days", [-30, 30])
def test_the_demos_clock_moves_messages_but_never_codes(days, notify, queue, database, settings, session):
    code, reminder = queue(MessageKind.CODE, useless=timedelta(minutes=10)), queue(due=timedelta(days=13), useless=timedelta(days=60))
    shift_pathway(timedelta(days=days))
    try:
        drain(database, GovukNotify(settings), settings)
    finally:
        shift_pathway(timedelta())
    session.expire_all()
    assert code.state is S.ACCEPTED
    assert reminder.state is (S.ACCEPTED if days > 0 else S.DUE)


def test_stopped_while_in_the_air_it_is_never_tried_again(notify, queue, send, later, session, person, settings, database):
    notify.script.append(Mode.RESET)
    message = queue()
    send()
    cancel_messages(session, person=person, by=None, why="left")
    session.commit()
    later(seconds=settings.quarantine_seconds)
    send()
    assert (message.state, message.why, notify.texts) == (S.CANCELLED, "left", [])
