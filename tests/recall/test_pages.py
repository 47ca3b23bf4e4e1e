"""The link's page and its four answers; the desk's lists, record and settings."""

import re

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_staff_member, sign_in
from webapp.accounts.models import Link
from webapp.pathway.models import Stage
from webapp.practices.models import Role
from webapp.recall.models import Recall, RecallSetting, Reply
from webapp.tasks.models import Task, TaskKind


@pytest.fixture
def invited(year):
    """Sam, and the address in the text that came."""
    sam = year.person()
    year.ask(sam)
    year.on("2026-12-01")
    return sam, re.search(r"/r/\w{12}", year.texts()[-1]).group(0)


def kinds(year) -> set[TaskKind]:
    return set(year.session.exec(select(Task.kind)))


def test_one_tap_is_an_answer_and_a_no_is_theirs_only_with_the_date_of_birth(year, invited, browse):
    sam, link = invited
    phone = browse()
    shown = words(phone.get(link))
    assert "Will you come to your yearly talk?" in shown and "Sam" not in shown and "1950" not in shown
    assert year.session.exec(select(Reply)).all() == [] and year.recall(sam).ended_at is None
    year.session.commit()
    assert "Press one of the 4 buttons." in words(phone.post(link, {"said": "perhaps"}))
    assert "We ask you again in March 2027" in words(phone.post(link, {"said": "not_now"}))
    assert "We ask you again in June 2027" in words(phone.post(link, {"said": "not_now", "month": "2027-06"}))
    assert "You said yes." in words(phone.post(link, {"said": "accept"})) and "phones you by" in words(phone.post(link, {"said": "talk"}))
    assert "Is it really you?" in words(phone.post(link, {"said": "decline"}))
    assert kinds(year) == {TaskKind.TALK_WANTED, TaskKind.CALL_WANTED, TaskKind.NO_TO_CHECK} and year.stage(sam) is Stage.INVITED
    year.session.commit()
    birth = {"said": "decline", "birth-day": "14", "birth-month": "3"}
    wrong = phone.post(link, birth | {"birth-year": "1951"})
    assert wrong.status_code == 422 and "This does not match" in words(wrong) and year.stage(sam) is Stage.INVITED
    year.session.commit()
    assert "Nobody asks you again." in words(phone.post(link, birth | {"birth-year": "1950"})) and year.stage(sam) is Stage.DECLINED
    year.session.commit()
    assert "You said yes." in words(phone.post(link, {"said": "accept"}))
    assert phone.get("/r/abcdefghijkm").status_code == 410


def test_wrong_number_stops_the_link_and_its_texts_and_tells_staff(year, invited, browse):
    sam, link = invited
    assert phone_says(browse, f"{link}/wrong-number") == 303 and browse().get(link).status_code == 410
    assert TaskKind.WRONG_NUMBER in kinds(year) and year.session.exec(select(Link.stopped_why).where(Link.person_id == sam.id)).one() == "wrong_number"
    year.on("2026-12-08")
    assert len(year.texts()) == 1 and year.recall(sam).by_hand_why == "no_way"


def phone_says(browse, address: str) -> int:
    return browse().post(address).status_code


def test_the_desk_sees_who_did_not_answer_writes_down_what_came_and_stops(year, invited, browse):
    sam, _link = invited
    desk, about = sign_in(browse(), year.session, year.reception), f"/people/{sam.id}/invitations"
    year.session.commit()
    assert "Carter, Sam First try Text, 1 December" in words(desk.get("/staff/invitations?place=first"))
    assert "asked 1 time" in words(desk.get(about.removesuffix("/invitations"))) and "Offered, not decided" in words(desk.get(about))
    assert desk.post(f"{about}/attempts", {"means": "phone"}).status_code == 422
    desk.post(f"{about}/attempts", {"means": "phone", "came_of": "left_word", "tried-note": "His wife took it."})
    desk.post(f"{about}/month", {"month-of-year": "5"})
    assert "Choose the month to ask again." in words(desk.post(f"{about}/replies", {"said": "not_now", "heard": "phone"}))
    done = words(desk.follow(desk.post(f"{about}/replies", {"said": "decline", "heard": "post", "note": "Not this year"})))
    assert all(said in done for said in ("His wife took it.", "Not this year", "By post", "Offered, said no", "Rita Booking"))
    year.session.expire_all()
    assert year.stage(sam) is Stage.DECLINED
    year.session.commit()
    desk.post(f"{about}/replies", {"said": "accept", "heard": "phone"})
    year.session.expire_all()
    assert year.stage(sam) is Stage.ENTRY
    year.session.commit()
    assert desk.post(f"{about}/end").status_code == 404 and "Carter, Sam" in words(desk.get("/staff"))


def test_a_list_of_two_hundred_takes_as_many_questions_as_a_list_of_one(year, browse, database):
    desk = sign_in(browse(), year.session, year.reception)
    year.ask(year.person())
    one = questions(desk, database)
    year.ask(*[year.person(given=f"P{number}", mobile=f"+447700{900200 + number}") for number in range(119)])
    assert questions(desk, database) == one
    shown = words(desk.get("/staff/invitations"))
    assert "Not answered: 120" in shown and "Page 1 of 2" in shown


def questions(desk, database) -> int:
    asked: list[str] = []
    sa.event.listen(database.engine, "before_cursor_execute", listen := lambda *call: asked.append(call[2]))
    assert desk.get("/staff/invitations").status_code == 200
    asked.clear()
    desk.get("/staff/invitations")
    sa.event.remove(database.engine, "before_cursor_execute", listen)
    return len(asked)


def test_a_manager_changes_the_days_and_a_mistake_keeps_what_was_typed(year, browse):
    manager = a_staff_member(year.session, year.practice, Role.MANAGER)
    desk = sign_in(browse(), year.session, manager)
    typed = {"second_after": "ten", "third_after": "21", "last_after": "7", "first_way": "letter", "second_way": "sms", "third_way": "sms", "month": "4"}
    wrong = desk.post("/staff/recall", typed)
    assert wrong.status_code == 422 and "Write a number of days from 1 to 120." in words(wrong) and 'value="ten"' in wrong.get_data(as_text=True)
    desk.post("/staff/recall", typed | {"second_after": "10", "by_itself": "yes"})
    [kept] = year.session.exec(select(RecallSetting)).all()
    assert (kept.second_after, kept.first_way, kept.month, kept.by_itself_since is not None) == (10, "letter", 4, True)
    assert year.session.exec(select(Recall)).all() == []
