"""A no to being looked for: dated, kept by whoever said it, honoured at once, with its way back; what was begun stays."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_cycle, a_person, a_staff_member, sign_in
from webapp.base.clock import now
from webapp.messages.changes import queue_message
from webapp.messages.models import Message, MessageKind, MessageState
from webapp.pathway.changes import start_cycles
from webapp.pathway.models import Stage
from webapp.pathway.opting_out import opt_in, opt_out
from webapp.pathway.queries import open_cycle
from webapp.people.models import OptOutWay, PlanningOptOut
from webapp.people.queries import opted_out
from webapp.practices.models import Role
from webapp.tasks.changes import open_task
from webapp.tasks.models import Task, TaskKind

TALK = datetime(2026, 12, 15, 10, 30, tzinfo=UTC)


def invited(session, person, practice) -> Message:
    times = {"due_at": now(), "useless_after": now() + timedelta(days=9)}
    open_task(session, practice_id=practice.id, kind=TaskKind.INVITE_BY_HAND, subject=f"person:{person.id}", person_id=person.id)
    return queue_message(session, person=person, practice=practice, to="+447700900101", kind=MessageKind.INVITATION, template="recall/first", words={}, **times)


def test_who_says_no_is_in_no_list_gets_no_invitation_and_can_come_back(session, practice):
    person, other = a_person(session, practice), a_person(session, practice, given="Ann")
    cycle, message = a_cycle(session, person, practice, stage=Stage.INVITED), invited(session, person, practice)
    assert opt_out(session, person=person, how=OptOutWay.ON_PAPER, by=None) and not opt_out(session, person=person, how=OptOutWay.TO_STAFF, by=None)
    session.commit()
    assert opted_out(session, [person.id, other.id]) == {person.id}
    assert (cycle.stage, message.state) == (Stage.DECLINED, MessageState.CANCELLED)
    assert [task.outcome for task in session.exec(select(Task))] == ["opted_out"]
    assert opt_in(session, person=person, by=None) and not opt_in(session, person=person, by=None)
    session.commit()
    assert (cycle.stage, opted_out(session, [person.id])) == (Stage.ENTRY, set())
    [kept] = session.exec(select(PlanningOptOut)).all()
    assert kept.why is OptOutWay.ON_PAPER and kept.since <= kept.ended_at


@pytest.mark.parametrize("stage", [Stage.GATHERING, Stage.PACK_SENT, Stage.LIVING_IT])
def test_a_year_that_is_on_its_way_stays_as_it_is(session, practice, stage):
    person = a_person(session, practice)
    cycle = a_cycle(session, person, practice, stage=stage)
    opt_out(session, person=person, how=OptOutWay.TO_STAFF, by=None)
    assert cycle.stage is stage


def test_coming_back_wakes_no_year_that_was_declined_before(session, practice):
    person = a_person(session, practice)
    cycle = a_cycle(session, person, practice, stage=Stage.DECLINED)
    opt_out(session, person=person, how=OptOutWay.TO_STAFF, by=None)
    opt_in(session, person=person, by=None)
    assert cycle.stage is Stage.DECLINED


def test_an_import_puts_nobody_on_the_list_who_said_no(session, practice):
    person, other = a_person(session, practice), a_person(session, practice, given="Ann")
    opt_out(session, person=person, how=OptOutWay.ON_PAPER, by=None)
    start_cycles(session, person_ids=[person.id, other.id], practice_id=practice.id, reason="import", by=None)
    assert open_cycle(session, person.id) is None and open_cycle(session, other.id)


def test_a_person_says_no_signed_in_and_staff_see_it_and_write_the_way_back(session, practice, browse):
    person = a_person(session, practice)
    a_cycle(session, person, practice, stage=Stage.ENTRY)
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION))
    own, address = sign_in(browse(), session, person), f"/people/{person.id}/being-asked"
    assert own.post(address, {}).status_code == 422
    shown = words(own.follow(own.post(address, {"asked": "no"})))
    assert "Saved." in shown and "You said no on" in shown
    assert "They said it here, signed in." in words(desk.get(f"/people/{person.id}"))
    desk.post(f"/people/{person.id}/opt-out", {"press": "back"})
    assert "You said no on" not in words(own.get(address))
    desk.post(f"/people/{person.id}/opt-out", {"how": "on_paper"})
    assert "They said it on paper." in words(desk.get(f"/people/{person.id}")) and "You said no on" in words(own.get(address))
    session.expire_all()
    assert [(one.recorded_by_id is None, one.ended_at is None) for one in session.exec(select(PlanningOptOut).order_by(PlanningOptOut.since))] == [
        (True, False),
        (False, True),
    ]
