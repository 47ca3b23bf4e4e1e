from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member, sign_in
from webapp.base.clock import pathway_now
from webapp.messages.changes import queue_message
from webapp.messages.models import Message, MessageKind, MessageState
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person, Registration
from webapp.practices.models import Role
from webapp.tasks.changes import open_task
from webapp.tasks.models import Task, TaskKind, Urgency


def desk(browse, session, role=Role.RECEPTION):
    practice = a_practice(session)
    staff = a_staff_member(session, practice, role)
    return practice, staff, sign_in(browse(), session, staff)


def waiting_text(session, person, practice) -> Message:
    at = pathway_now()
    said = {
        "due_at": at,
        "useless_after": at + timedelta(9),
        "template": "preparation/pack_ready",
        "words": {"day": date(2026, 12, 15), "link": "http://localhost/i/x"},
    }
    return queue_message(session, person=person, practice=practice, to="+447700900123", kind=MessageKind.PACK_READY, **said)


def test_today_shows_tasks_first_and_the_next_action_for_each_person(browse, session):
    practice, _, nurse = desk(browse, session, Role.CLINICIAN)
    person = a_person(session, practice, given="Ada", surname="Lovelock")
    a_cycle(session, person, practice)
    open_task(session, practice_id=practice.id, kind=TaskKind.CALL_FIRST, subject="hold:1", person_id=person.id, urgency=Urgency.NOW, why="Potassium 6.7")
    session.commit()
    shown = words(nurse.get("/staff"))
    assert shown.index("Potassium 6.7") < shown.index("Book the talk")
    assert "No talk is booked." in shown and "Lovelock, Ada" in shown


def test_reception_sees_no_clinical_task_and_cannot_close_one(browse, session):
    practice, _, reception = desk(browse, session)
    task = open_task(session, practice_id=practice.id, kind=TaskKind.CALL_FIRST, subject="hold:1", urgency=Urgency.NOW, why="Potassium 6.7")
    session.commit()
    assert "Potassium" not in words(reception.get("/staff"))
    assert reception.post(f"/staff/tasks/{task.id}/closing", {"note": "x"}).status_code == 404
    session.expire_all()
    assert session.get(Task, task.id).closed_at is None


def test_closing_a_task_names_who_did_what(browse, session):
    practice, staff, reception = desk(browse, session)
    task = open_task(session, practice_id=practice.id, kind=TaskKind.WRONG_NUMBER, subject="number:1")
    session.commit()
    reception.post(f"/staff/tasks/{task.id}/closing", {"note": "Rang the landline. New number taken."})
    session.expire_all()
    closed = session.get(Task, task.id)
    assert closed.closed_by_id == staff.id and closed.note == "Rang the landline. New number taken."


def test_a_task_of_another_practice_cannot_be_closed(browse, session):
    _, _, reception = desk(browse, session)
    other = open_task(session, practice_id=a_practice(session, "Z99902").id, kind=TaskKind.WRONG_NUMBER, subject="number:1")
    session.commit()
    reception.post(f"/staff/tasks/{other.id}/closing", {"note": "x"})
    reception.post(f"/staff/tasks/{uuid4()}/closing", {"note": "x"})
    session.expire_all()
    assert session.get(Task, other.id).closed_at is None


def test_people_are_found_by_the_start_of_a_name_or_by_number_and_only_in_this_practice(browse, session):
    practice, _, reception = desk(browse, session)
    person = a_person(session, practice, given="Siân", surname="ap Rhys")
    a_person(session, a_practice(session, "Z99902"), given="Siân", surname="Elsewhere")
    session.commit()
    assert "ap Rhys, Siân" in found(reception, "ap rh")
    assert "ap Rhys, Siân" in found(reception, f"{person.nhs_number[:3]} {person.nhs_number[3:6]} {person.nhs_number[6:]}")
    assert "Elsewhere" not in found(reception, "Siân")
    assert "We found nobody." in found(reception, "%_")


def found(desk, typed: str) -> str:
    return words(desk.follow(desk.post("/staff/people", {"q": typed})))


def test_who_was_looked_for_stands_in_no_address_and_nobody_is_listed_before_anybody_is_looked_for(browse, session):
    practice, _, reception = desk(browse, session)
    person = a_person(session, practice, surname="Zebedee")
    session.commit()
    for address in ("/staff/people", "/staff/people?q=Zebedee"):
        assert "Zebedee" not in words(reception.get(address))
    for typed in ("zebedee", person.nhs_number):
        reply = reception.post("/staff/people", {"q": typed})
        page = reception.follow(reply)
        assert reply.headers["Location"] == "/staff/people" and typed not in str(reply.headers).lower()
        assert "Zebedee, Sam" in words(page) and "no-store" in page.headers["Cache-Control"]
    other = sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION))
    assert "Zebedee" not in words(other.get("/staff/people"))


def test_looking_for_nothing_is_a_kind_error(browse, session):
    _, _, reception = desk(browse, session)
    reply = reception.post("/staff/people", {"q": "  "})
    assert reply.status_code == 422 and "Type a name or an NHS number." in words(reply)


def test_dying_leaving_or_stopping_texts_cancels_what_waits_in_the_same_breath(browse, session):
    practice, _, reception = desk(browse, session)
    for given, path, data in (("Dee", "departure", {"to": "died"}), ("Lee", "departure", {"to": "left"}), ("Tex", "texts", {"texts": "stop"})):
        person = a_person(session, practice, given=given, mobile="+447700900123")
        a_cycle(session, person, practice, talk_at=datetime(2026, 12, 15, 10, 30, tzinfo=UTC))
        message = waiting_text(session, person, practice)
        session.commit()
        assert reception.post(f"/people/{person.id}/{path}", data).status_code == 303
        session.expire_all()
        assert session.get(Message, message.id).state is MessageState.CANCELLED, given
    assert session.exec(select(Person.died_on).where(Person.given_name == "Dee")).one() is not None
    assert session.exec(select(Registration.ended_on).join(Person, Person.id == Registration.person_id).where(Person.given_name == "Lee")).one() is not None


def test_a_departure_with_nothing_chosen_says_so_and_changes_nothing(browse, session):
    practice, _, reception = desk(browse, session)
    person = a_person(session, practice)
    cycle = a_cycle(session, person, practice)
    session.commit()
    reply = reception.post(f"/people/{person.id}/departure", {"to": "vanished"})
    assert reply.status_code == 422 and "Choose what happened." in words(reply)
    session.expire_all()
    assert session.get(Cycle, cycle.id).stage is Stage.GATHERING


def test_who_declined_can_come_back_to_the_last_place(browse, session):
    practice, _, reception = desk(browse, session)
    person = a_person(session, practice)
    cycle = a_cycle(session, person, practice, talk_at=datetime(2026, 12, 15, 10, 30, tzinfo=UTC))
    session.commit()
    reception.post(f"/people/{person.id}/departure", {"to": "declined", "why": "not now"})
    assert "They came back" in words(reception.get(f"/people/{person.id}"))
    reception.post(f"/people/{person.id}/return")
    session.expire_all()
    assert session.get(Cycle, cycle.id).stage is Stage.GATHERING
