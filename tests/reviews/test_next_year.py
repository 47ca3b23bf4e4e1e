"""The next year begins: by the practice's press, by the person, by an appointment. The plan stays open, the year before stays kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_cycle, a_mobile, a_person, sign_in
from webapp.base.clock import london, today
from webapp.messages.models import Message, MessageKind
from webapp.pathway.changes import MoveRefused, begin_next_year, come_back, move, step_aside
from webapp.pathway.models import AppointmentKind, Cycle, Stage, StageMove
from webapp.people.models import Person
from webapp.plans.changes import open_plan
from webapp.practices.models import Role
from webapp.recall.changes import ask_people
from webapp.recall.models import Recall
from webapp.reviews.jobs import go_on
from webapp.reviews.rules import begins_next_year, next_talk_by
from webapp.tasks.models import Task, TaskKind

REVIEW = date(2027, 11, 20)
S, TALK, VISIT = Stage, AppointmentKind.CONVERSATION, AppointmentKind.INFORMATION


@pytest.fixture
def clock():
    with time_machine.travel("2026-12-02T10:00:00+00:00") as traveller:
        yield traveller


@pytest.fixture
def due(clock, session, database, cast) -> str:
    """A plan agreed a year ago; its review is due, and late by three days. Sam's phone was checked."""
    session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
    cast.goal(session, want="Walk to the shop")
    cast.save(session, None, review_on=REVIEW.isoformat())
    move(session, cycle=session.get(Cycle, cast.cycle.id), to=S.PLAN_AGREED, by=None, why="both said yes")
    session.commit()
    clock.move_to("2027-11-23T10:00:00+00:00")
    go_on(database)
    session.expire_all()
    return f"/people/{cast.person.id}"


def cycles(database) -> list[tuple[str, bool]]:
    with database.reading() as session:
        return [(one.stage.value, one.closed_on is not None) for one in session.exec(select(Cycle).order_by(Cycle.started_on, Cycle.closed_on.is_(None)))]


def tasks(database, kind) -> list[Task]:
    with database.reading() as session:
        return list(session.exec(select(Task).where(Task.kind == kind)))


def asked(session, person, cast) -> int:
    """How many messages were written."""
    return len(ask_people(session, people=[person], practice=cast.practice, label="x", by=cast.pro.account_id, base_url="http://localhost").written)


def nurse(browse, session, cast):
    return sign_in(browse(), session, cast.nurse)


def test_one_press_on_the_days_list_begins_the_next_year_and_texts_them(due, browse, session, cast, database):
    desk = nurse(browse, session, cast)
    assert f'name="one" value="{cast.person.id}"' in desk.get("/staff").get_data(as_text=True)
    done = desk.follow(desk.post("/staff/invitations", {"one": str(cast.person.id)}))
    assert "1 person gets a message that asks them." in words(done) and "Time for the yearly talk" not in words(done)
    assert cycles(database) == [("review_due", True), ("invited", False)]
    with database.reading() as looking:
        [text] = looking.exec(select(Message).where(Message.kind == MessageKind.INVITATION)).all()
        assert text.body.startswith("Sam, your yearly talk at Tree Tops Surgery is due.")
        rows = looking.exec(select(StageMove).join(Cycle).where(Cycle.closed_on.is_(None)).order_by(StageMove.at, StageMove.id)).all()
        assert {(row.from_stage.value, row.to_stage.value, row.by_id is not None) for row in rows} == {
            ("review_due", "entry", True),
            ("entry", "invited", True),
        }


def test_everybody_ticked_is_asked_with_one_press_and_who_gets_no_text_stands_in_the_tasks(due, browse, session, cast, database):
    ann = a_person(session, cast.practice, given="Ann")
    open_plan(session, person_id=ann.id).review_on = REVIEW
    a_cycle(session, ann, cast.practice, stage=S.LIVING_IT)
    not_due = a_person(session, cast.practice, given="Noor")
    open_plan(session, person_id=not_due.id).review_on = date(2028, 6, 1)
    a_cycle(session, not_due, cast.practice, stage=S.LIVING_IT)
    session.commit()
    desk = nurse(browse, session, cast)
    done = words(desk.follow(desk.post("/staff/invitations", {"person": [str(one.id) for one in (cast.person, ann, not_due)]})))
    assert "1 person gets a message" in done and "1 person cannot be written to." in done and "Somebody was invited already, or is not due." in done
    with database.reading() as looking:
        assert [one.person_id for one in looking.exec(select(Recall).where(Recall.by_hand_since.is_not(None)))] == [ann.id]
    assert "1 person did not answer. Reach them another way." in done


@pytest.mark.parametrize("ticked", [{}, {"person": "nobody"}, {"person": "00000000-0000-4000-8000-000000000000"}])
def test_a_press_with_nobody_ticked_says_so_and_begins_nothing(due, browse, session, cast, database, ticked):
    desk = nurse(browse, session, cast)
    assert "Tick the people first." in words(desk.follow(desk.post("/staff/invitations", ticked)))
    assert cycles(database) == [("review_due", False)]


def test_pressed_twice_or_by_two_it_is_one_year_and_one_text(due, session, cast):
    person = session.get(Person, cast.person.id)
    assert [asked(session, person, cast) for _press in range(2)] == [1, 0]
    assert len(session.exec(select(Message).where(Message.kind == MessageKind.INVITATION)).all()) == 1


def test_the_person_asks_for_the_yearly_talk_and_sees_by_when_somebody_is_in_touch(due, browse, session, cast, database):
    sam = sign_in(browse(), session, cast.person)
    assert "It is time for your yearly talk." in words(sam.get(f"{due}/plan"))
    told = sam.follow(sam.post(f"{due}/yearly-talk"))
    sam.post(f"{due}/yearly-talk")
    assert "We told your GP surgery that you want your yearly talk." in words(told) and "by Wednesday 24 November 2027" in words(told)
    assert "Walk to the shop" in words(told)
    assert cycles(database) == [("review_due", True), ("entry", False)] and len(tasks(database, TaskKind.TALK_WANTED)) == 1
    desk = words(nurse(browse, session, cast).get("/staff"))
    assert "Wants the yearly talk. Book it" in desk and "Book the talk" in desk and "Time for the yearly talk" not in desk


def test_who_was_invited_may_still_say_that_they_want_it(due, browse, session, cast, database):
    nurse(browse, session, cast).post("/staff/invitations", {"one": str(cast.person.id)})
    sam = sign_in(browse(), session, cast.person)
    assert "I want my yearly talk now" in words(sam.get(f"{due}/plan"))
    sam.post(f"{due}/yearly-talk")
    assert cycles(database) == [("review_due", True), ("invited", False)] and len(tasks(database, TaskKind.TALK_WANTED)) == 1


def test_before_it_is_due_nobody_begins_the_next_year(clock, browse, session, cast, database):
    cast.goal(session, want="Swim")
    cast.save(session, None, review_on=REVIEW.isoformat())
    move(session, cycle=session.get(Cycle, cast.cycle.id), to=S.PLAN_AGREED, by=None)
    session.commit()
    clock.move_to("2027-03-01T10:00:00+00:00")
    go_on(database)
    sam, plan = sign_in(browse(), session, cast.person), f"/people/{cast.person.id}"
    assert "yearly talk" not in words(sam.get(f"{plan}/plan"))
    sam.post(f"{plan}/yearly-talk")
    nurse(browse, session, cast).post("/staff/invitations", {"one": str(cast.person.id)})
    assert cycles(database) == [("living_it", False)] and tasks(database, TaskKind.TALK_WANTED) == []


def test_the_plan_is_read_and_changed_in_the_new_year_as_before(due, browse, session, cast):
    nurse(browse, session, cast).post("/staff/invitations", {"one": str(cast.person.id)})
    sam = sign_in(browse(), session, cast.person)
    sam.post(f"{due}/plan/about", {"matters-plan": "My garden"})
    page = words(sam.get(f"{due}/plan"))
    assert "Walk to the shop" in page and "My garden" in page


@pytest.mark.parametrize("aside", [S.LEFT, S.DECLINED, S.LOOKING_AFTER_MYSELF, S.DIED])
def test_who_stepped_aside_from_living_the_plan_comes_back_to_it_and_is_invited_again(due, session, database, cast, aside):
    person = session.get(Person, cast.person.id)
    step_aside(session, person=person, to=aside, by=None, why="asked")
    come_back(session, person=person, practice_id=cast.practice.id, by=None, why="asked to come back")
    session.commit()
    assert cycles(database) == [("living_it", False)]
    go_on(database)
    session.expire_all()
    assert asked(session, session.get(Person, cast.person.id), cast) == 1


def test_who_is_not_aside_cannot_come_back_and_a_year_that_has_not_been_cannot_end(session, cast):
    with pytest.raises(MoveRefused):
        come_back(session, person=cast.person, practice_id=cast.practice.id, by=None, why="x")
    early = a_cycle(session, a_person(session, cast.practice), cast.practice, stage=S.GATHERING)
    with pytest.raises(MoveRefused):
        begin_next_year(session, cycle=early, by=None, why="x")


@pytest.mark.parametrize(
    ("stage", "review_on", "talk_on", "by"),
    [
        (S.LIVING_IT, REVIEW, date(2026, 12, 2), REVIEW),
        (S.REVIEW_DUE, None, date(2026, 12, 2), date(2027, 12, 2)),
        (S.CONVERSATION, date(2026, 12, 20), date(2026, 12, 2), date(2027, 12, 2)),
        (S.CONVERSATION, None, None, None),
        (S.GATHERING, REVIEW, None, None),
        (S.DECLINED, REVIEW, None, None),
    ],
)
def test_the_next_talk_is_by_the_agreed_day_or_a_year_after_the_last(stage, review_on, talk_on, by):
    assert next_talk_by(stage, review_on, talk_on) == by


@pytest.mark.parametrize(
    ("stage", "kind", "days_before", "begins"),
    [
        (S.REVIEW_DUE, VISIT, 200, True),
        (S.LIVING_IT, TALK, 200, True),
        (S.LIVING_IT, VISIT, 43, False),
        (S.LIVING_IT, VISIT, 42, True),
        (S.PLAN_AGREED, TALK, 43, False),
        (S.CONVERSATION, TALK, 0, False),
        (S.GATHERING, TALK, 0, False),
        (S.DECLINED, TALK, 0, False),
    ],
)
def test_which_appointments_begin_the_next_year(stage, kind, days_before, begins):
    assert begins_next_year(stage, kind, REVIEW - timedelta(days_before), REVIEW, talk_on=REVIEW - timedelta(20)) is begins


def test_a_plan_nobody_agreed_is_asked_for_and_a_year_after_its_talk_they_are_invited(browse, session, cast, clock):
    lee = a_person(session, cast.practice, given="Lee")
    a_cycle(session, lee, cast.practice, stage=S.CONVERSATION, talk_at=datetime(2026, 11, 20, 10, tzinfo=UTC))
    session.commit()
    assert "Agree the plan" in words(nurse(browse, session, cast).get("/staff"))
    clock.move_to("2027-10-20T10:00:00+00:00")
    assert "Invite to the yearly talk" in words(nurse(browse, session, cast).get("/staff"))


def test_a_plan_whose_day_was_taken_out_is_said_on_the_list(due, browse, session, cast, database):
    cast.save(session, None, review_on="")
    desk = words(nurse(browse, session, cast).get("/staff"))
    assert "The plan names no day to look at it again." in desk


def test_reception_invites_and_a_manager_sees_no_button(due, browse, session, cast):
    from tests.people_cast import a_staff_member

    for role, may in ((Role.RECEPTION, True), (Role.MANAGER, False)):
        who = a_staff_member(session, cast.practice, role)
        session.commit()
        desk = sign_in(browse(), session, who)
        assert ('name="one"' in desk.get("/staff").get_data(as_text=True)) is may
        assert (desk.post("/staff/invitations", {}).status_code == 303) is may


def test_the_talk_of_today_is_the_one_that_moves_the_year_not_a_promise_ticked_weeks_before(browse, session, cast, database, clock):
    eve = a_person(session, cast.practice, given="Eve")
    a_cycle(session, eve, cast.practice, stage=S.GATHERING, talk_at=london(today() + timedelta(20), datetime(2026, 1, 1, 10).time()))
    session.commit()
    desk = nurse(browse, session, cast)
    desk.post(f"/people/{eve.id}/conversation", {"press": "promise"})
    with database.reading() as looking:
        assert looking.exec(select(Cycle.stage).where(Cycle.person_id == eve.id)).one() is S.GATHERING
    clock.shift(timedelta(days=20))
    nurse(browse, session, cast).post(f"/people/{eve.id}/conversation", {"press": "save"})
    with database.reading() as looking:
        assert looking.exec(select(Cycle.stage).where(Cycle.person_id == eve.id)).one() is S.CONVERSATION


def test_a_page_with_a_review_day_that_has_passed_still_saves_the_rest_but_is_not_agreed(due, browse, session, cast):
    talk, desk = f"{due}/conversation", nurse(browse, session, cast)
    saved = desk.follow(desk.post(talk, {"review_on-plan": "20/11/2027", "danger-plan": "Blue lips", "press": "save"}))
    assert "Saved." in words(saved) and "Blue lips" in saved.get_data(as_text=True)
    refused = desk.post(talk, {"review_by-plan": "Nurse Ann", "answer_person": "yes", "press": "agree"})
    assert refused.status_code == 422 and "Agree a day to look at the plan again." in words(refused)
