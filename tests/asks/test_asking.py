"""Somebody asks for a talk on the public page or at the desk; nobody is looked up, and the practice answers."""

from datetime import date

import pytest
from sqlmodel import select

from tests.access.conftest import app_under_test
from tests.browsing import Browsing, markup, words
from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.asks.forms import AskForm
from webapp.asks.models import Asker, Outcome, TalkAsk, Told
from webapp.asks.rules import answer_by, is_late
from webapp.asks.words import answer_words
from webapp.pathway.models import Stage
from webapp.pathway.opting_out import opt_out
from webapp.pathway.queries import open_cycle
from webapp.people.models import OptOutWay
from webapp.people.queries import opted_out
from webapp.practices.models import Practice, Role
from webapp.tasks.models import Task, Urgency

SAM = {"asker": "self", "name": "Sam Carter", "birth-day": "14", "birth-month": "March", "birth-year": "1950", "reach": "01632 960777", "note": ""}
PLACE = "/surgery/Z99901/talk-ask"


@pytest.fixture
def desk(session, practice, browse):
    return sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION))


def asks(session) -> list[TalkAsk]:
    """As they are now. Nothing is held: the next request may write."""
    session.expire_all()
    found = list(session.exec(select(TalkAsk).order_by(TalkAsk.asked_at)))
    session.expunge_all()
    session.rollback()
    return found


def test_the_answer_is_due_in_five_working_days_round_holidays():
    practice = Practice(code="Z", name="Z", phone="")
    assert answer_by(practice, date(2026, 12, 1)) == date(2026, 12, 8)
    assert answer_by(practice, date(2026, 12, 23)) == date(2027, 1, 4)
    assert is_late(practice, date(2026, 12, 1), date(2026, 12, 9)) and not is_late(practice, date(2026, 12, 1), date(2026, 12, 8))


WRONG = [
    ({"asker": "staff"}, "asker"),
    ({"name": " "}, "name"),
    ({"name": "x" * 121}, "name"),
    ({"birth-year": "50"}, "birth"),
    ({"reach": ""}, "reach"),
    ({"asker": "carer"}, "asker_name"),
    ({"note": "Buy at https://spam.example"}, "note"),
    ({"note": "x" * 1001}, "note"),
]


def test_what_does_not_fit_is_said_beside_its_box(app):
    with app.test_request_context():
        assert [list(AskForm.read(SAM | wrong).errors) for wrong, _name in WRONG] == [[name] for _wrong, name in WRONG]


def test_a_stranger_is_told_the_same_whoever_they_ask_for(session, practice, browse):
    a_person(session, practice)
    session.commit()
    said = []
    for name in ("Sam Carter", "Nobody Here"):
        reply = browse().post(PLACE, SAM | {"name": name})
        said.append((reply.status_code, reply.headers["Location"], sorted(reply.headers.keys())))
    assert said[0] == said[1] == (303, f"{PLACE}/sent", said[0][2])
    kept, tasks = asks(session), session.exec(select(Task)).all()
    assert [(ask.name, ask.person_id) for ask in kept] == [("Sam Carter", None), ("Nobody Here", None)]
    assert [(task.urgency, task.person_id, task.due_at is None) for task in tasks] == [(Urgency.SOON, None, False)] * 2
    assert "We have what you sent" in words(browse().get(f"{PLACE}/sent"))


def test_wrong_words_come_back_a_machine_is_thanked_and_kept_out_and_urgent_words_meet_help(session, practice, browse):
    reply = browse().post(PLACE, SAM | {"birth-day": "", "note": "On Tuesdays"})
    assert reply.status_code == 422 and 'value="Sam Carter"' in markup(reply) and "On Tuesdays" in markup(reply)
    trapped = browse().post(PLACE, SAM | {"website": "spam"})
    assert (trapped.status_code, asks(session)) == (303, [])
    urgent = browse().post(PLACE, SAM | {"note": "I want to kill myself"})
    assert urgent.status_code == 200 and "999" in words(urgent) and "We have what you sent" in words(urgent)
    assert session.exec(select(Task)).one().urgency is Urgency.SAME_DAY
    assert "This is not for emergencies." in words(browse().get(PLACE)) and browse().get("/surgery/NOBODY/talk-ask").status_code == 404


def test_after_ten_in_an_hour_what_was_typed_stays_and_the_phone_number_is_shown(settings, database, session, practice):
    browser = Browsing(app_under_test(settings.model_copy(update={"rate_limits": True}), database))
    assert [browser.post(PLACE, SAM).status_code for _each in range(11)] == [303] * 10 + [429]
    refused = browser.post(PLACE, SAM)
    assert "Please phone us" in words(refused) and 'value="Sam Carter"' in markup(refused) and "01632 960001" in words(refused)
    assert len(asks(session)) == 10


def test_staff_find_the_person_by_hand_and_invite_them(session, practice, desk):
    person = a_person(session, practice, mobile="+447700900101", confirmed=True)
    session.commit()
    person_id = person.id
    session.rollback()
    desk.post("/staff/asks/new", SAM | {"note": "Afternoons"})
    [ask] = asks(session)
    place = f"/staff/asks/{ask.id}"
    assert "Sam Carter" in words(desk.get("/staff/asks")) and "Answer them" in words(desk.get("/staff"))
    shown = words(desk.get(place))
    assert "Afternoons" in shown and str(person_id) not in markup(desk.get(place))
    assert desk.post(f"{place}/answer", {"outcome": "invited", "told": "phone"}).status_code == 409
    assert "Same birthday" in words(desk.follow(desk.post(f"{place}/search", {"q": "carter"})))
    desk.post(f"{place}/match", {"person": str(person_id)})
    assert desk.post(f"{place}/answer", {"outcome": "invited", "told": "phone"}).status_code == 303
    [ask] = asks(session)
    assert open_cycle(session, person_id).stage is Stage.INVITED
    assert (ask.outcome, ask.told, "You will get an invitation" in ask.answer) == (Outcome.INVITED, Told.PHONE, True)
    [task] = [task for task in session.exec(select(Task)) if task.subject == f"ask:{ask.id}"]
    assert task.outcome == "invited"
    session.rollback()
    assert desk.post(f"{place}/answer", {"outcome": "no", "why": "Full", "told": "phone"}).status_code == 409


def test_who_said_no_before_is_invited_only_by_their_own_word(session, practice, desk):
    person = a_person(session, practice, mobile="+447700900101")
    opt_out(session, person=person, how=OptOutWay.ON_PAPER, by=None)
    person_id = person.id
    session.commit()
    desk.post("/staff/asks/new", SAM)
    place = f"/staff/asks/{asks(session)[0].id}"
    desk.post(f"{place}/match", {"person": str(person_id)})
    refused = desk.post(f"{place}/answer", {"outcome": "invited", "told": "face"})
    assert refused.status_code == 409 and "They said no to being asked." in words(refused) and opted_out(session, [person_id])
    session.rollback()
    assert desk.post(f"{place}/answer", {"outcome": "invited", "told": "face", "may_ask_again": "yes"}).status_code == 303
    session.expire_all()
    assert not opted_out(session, [person_id]) and open_cycle(session, person_id).stage is Stage.INVITED


def test_a_no_says_why_and_prints_and_another_surgerys_people_and_requests_are_out_of_reach(session, practice, desk):
    other = a_practice(session, "Z99902", name="Hollow Lane Surgery")
    other_id = other.id
    elsewhere = str(a_person(session, other).id)
    session.commit()
    desk.post("/staff/asks/new", SAM)
    [ask] = asks(session)
    place = f"/staff/asks/{ask.id}"
    desk.post(f"{place}/match", {"person": elsewhere})
    assert asks(session)[0].person_id is None
    assert desk.post(f"{place}/answer", {"outcome": "no", "told": "letter"}).status_code == 422
    desk.post(f"{place}/answer", {"outcome": "no", "told": "letter", "own_words": "Come to the desk, please."})
    assert "Come to the desk, please." in words(desk.get(f"{place}/letter"))
    theirs = TalkAsk(practice_id=other_id, asker=Asker.SELF, name="A", born="1950-03-14", reach="x")
    address = f"/staff/asks/{theirs.id}"
    session.add(theirs)
    session.commit()
    assert desk.get(address).status_code == 404


def test_a_helper_is_told_the_same_whatever_came_of_it(app):
    practice = Practice(code="Z", name="Z", phone="01632 960001")
    ask = TalkAsk(asker=Asker.CARER, name="Sam", born="1950-03-14", reach="x")
    with app.test_request_context():
        assert len({answer_words(ask, practice, one, "Full") for one in Outcome}) == 1
        ask.asker = Asker.SELF
        assert len({answer_words(ask, practice, one, "Full") for one in Outcome}) == 1, "unknown people are told nothing of who is registered"
