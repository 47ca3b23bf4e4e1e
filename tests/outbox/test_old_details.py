"""Somebody whose details are old may have died or left: their messages wait for a fresher list of people, in sight, and then go by themselves."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.messages.conftest import MOBILE
from tests.people_cast import a_mobile, a_person
from webapp.base.clock import now
from webapp.messages.models import HeldFor, MessageKind, MessageState, QueueEntry
from webapp.outbox.jobs import look_for_fresh_details
from webapp.people.changes import forget_list, named_by_list
from webapp.people.models import Person, Registration
from webapp.tasks.models import Task

S = MessageState


@pytest.fixture
def list_comes(session, practice):
    def list_comes(*people: Person) -> None:
        named_by_list(session, practice_id=practice.id, numbers=[person.nhs_number for person in people], at=now())
        session.commit()

    return list_comes


@pytest.fixture
def look(session, database):
    def look() -> int:
        session.commit()
        found = look_for_fresh_details(database)
        session.expire_all()
        return found

    return look


def test_older_than_the_practices_limit_waits_until_a_list_names_the_person(notify, queue, send, later, session, person, practice, list_comes, look):
    other = a_person(session, practice, given="Alex")
    later(days=13)
    messages = [queue(useless=timedelta(days=30)), queue(who=other, useless=timedelta(days=30))]
    code = queue(MessageKind.CODE)
    send()
    assert [(one.state, one.why) for one in messages] == [(S.HELD, "details")] * 2 and code.state is S.ACCEPTED
    assert session.get(QueueEntry, messages[0].id).held_for is HeldFor.DETAILS
    assert look() == 0
    list_comes(person)
    assert look() == 1
    send()
    assert [one.state for one in messages] == [S.ACCEPTED, S.HELD]


def test_a_number_checked_with_the_person_is_as_fresh_as_a_list_and_a_longer_limit_frees_too(notify, queue, send, later, session, person, practice, look):
    checked = a_person(session, practice, given="Alex")
    later(days=13)
    session.add(a_mobile(checked, MOBILE, confirmed=True))
    messages = [queue(useless=timedelta(days=30)), queue(who=checked, useless=timedelta(days=30))]
    send()
    assert [one.state for one in messages] == [S.HELD, S.ACCEPTED]
    practice.details_days = 14
    session.commit()
    look()
    send()
    assert messages[0].state is S.ACCEPTED


def test_nobody_is_forgotten_while_they_wait(notify, queue, send, later, session, person, practice, look):
    other = a_person(session, practice, given="Alex")
    later(days=13)
    named_by_list(session, practice_id=practice.id, numbers=[person.nhs_number, other.nhs_number], at=now())
    forget_list(session, practice_id=practice.id, since=now() - timedelta(days=1))
    late, unwanted = queue(useless=timedelta(days=2)), queue(who=other)
    send()
    session.exec(select(Registration).where(Registration.person_id == other.id)).one().ended_on = now().date()
    session.commit()
    later(days=3)
    assert look() == 2
    assert [(one.state, one.why) for one in (late, unwanted)] == [(S.FAILED, "details"), (S.CANCELLED, "no longer registered at this practice")]
    assert session.exec(select(Task)).one().why == "details"
    assert session.exec(select(QueueEntry)).all() == []
