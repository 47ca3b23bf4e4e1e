"""How a practice does its talks, set on one page and read on every page, letter and print about the talk."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.people_cast import a_cycle, a_person, a_staff_member, sign_in
from webapp.accounts.links import make_link
from webapp.accounts.models import LinkKind
from webapp.base.clock import pathway_now, today, wall
from webapp.letters.models import LetterRun
from webapp.letters.sheets import as_page, sheet_of
from webapp.messages.models import Message, MessageKind
from webapp.papers.pdf import Paper
from webapp.papers.pdf import as_page as paper_page
from webapp.pathway.models import Appointment, Stage
from webapp.people.models import Way
from webapp.practices.models import Practice, Role
from webapp.practices.words import how_we_talk
from webapp.preparation.queries import talk_of

GOOD = {"talkers": ["nurse", "pharmacist"], "ways": ["phone", "surgery"], "minutes": "20", "same_person": "yes"}
WHO = "You talk with a nurse or a pharmacist."
WHERE = "It can be at the GP surgery or by phone."
LONG = "It takes about 20 minutes."
SAME = "We try to give you the same person each time."


@pytest.fixture
def desk(browse, session, practice):
    return sign_in(browse(), session, a_staff_member(session, practice, Role.MANAGER))


@pytest.fixture
def chosen(desk, session, practice):
    assert desk.post("/staff/talks-here", GOOD).status_code == 303
    session.rollback()
    session.expire_all()
    return session.exec(select(Practice).where(Practice.id == practice.id)).one()


@pytest.fixture
def sam(session, practice):
    made = a_person(session, practice, given="Sam")
    session.commit()
    return made


def test_what_is_ticked_is_kept_shown_and_can_be_taken_back(desk, session, chosen):
    assert (chosen.talk_with, chosen.talk_ways, chosen.talk_minutes) == ("nurse,pharmacist", "surgery,phone", 20) and chosen.same_person_since
    shown = words(desk.get("/staff/talks-here"))
    assert all(line in shown for line in (WHO, WHERE, LONG, SAME)) and markup(desk.get("/staff/talks-here")).count(" checked") == 5
    session.rollback()
    session.expire_all()
    desk.post("/staff/talks-here", {"minutes": "30"})
    session.rollback()
    session.expire_all()
    assert (chosen.talk_with, chosen.talk_ways, chosen.same_person_since) == ("", "", None) and how_we_talk(chosen) == []


@pytest.mark.parametrize("minutes", ["9", "61", "soon", "", "-20", "\u0662\u0660"])
def test_a_wrong_length_is_said_and_the_rest_stays_typed(desk, session, practice, minutes):
    wrong = desk.post("/staff/talks-here", GOOD | {"minutes": minutes})
    assert wrong.status_code == 422 and "Type a number from 10 to 60." in words(wrong) and markup(wrong).count(" checked") == 5
    assert f'value="{minutes}"' in markup(wrong)
    session.rollback()
    session.expire_all()
    assert (practice.talk_with, practice.talk_minutes) == ("", 30)


def test_what_is_in_no_list_is_refused_kindly(desk, session, practice):
    wrong = desk.post("/staff/talks-here", GOOD | {"talkers": ["nurse", "wizard"], "ways": ["phone", "owl"]})
    assert wrong.status_code == 422 and words(wrong).count("Choose from the list.") >= 2 and markup(wrong).count(" checked") == 3
    session.rollback()
    session.expire_all()
    assert practice.talk_with == ""


def opened_invitation(browse, session, sam, practice) -> str:
    secret = make_link(session, person=sam, practice=practice, kind=LinkKind.INVITATION, dies_on=today() + timedelta(days=9))
    session.commit()
    return words(browse().get(f"/r/{secret}"))


def test_the_invitation_the_notice_and_the_ask_say_it_and_nothing_new_before(browse, session, sam, practice, desk):
    before = opened_invitation(browse, session, sam, practice)
    assert "You talk with a nurse or doctor about what matters to you." in before and "It takes about 30 minutes." in before and SAME not in before
    assert "You talk with" not in words(browse().get("/surgery/Z99901/talk-ask")) + words(browse().get("/surgery/Z99901/notice"))
    desk.post("/staff/talks-here", GOOD)
    after = opened_invitation(browse, session, sam, practice)
    assert all(after.count(line) == 1 for line in (WHO, WHERE, LONG, SAME)) and "nurse or doctor" not in after
    for address in ("talk-ask", "notice"):
        assert all(line in words(browse().get(f"/surgery/Z99901/{address}")) for line in (WHO, WHERE, LONG, SAME))


def pack_read(browse, session, sam) -> str:
    return words(sign_in(browse(), session, sam).get(f"/people/{sam.id}/pack"))


def test_the_pack_says_it_and_what_the_appointment_says_goes_first(browse, session, sam, chosen):
    cycle = a_cycle(session, sam, chosen, stage=Stage.GATHERING)
    session.commit()
    assert all(line in pack_read(browse, session, sam) for line in (WHO, WHERE, LONG, SAME))
    session.add(Appointment(person_id=sam.id, practice_id=chosen.id, cycle_id=cycle.id, kind="conversation", starts_at=wall() + timedelta(days=30), minutes=40))
    session.commit()
    unsaid = pack_read(browse, session, sam)
    assert all(line in unsaid for line in (WHO, WHERE, SAME, "It lasts 40 minutes.")) and LONG not in unsaid
    found = session.exec(select(Appointment)).one()
    found.with_whom, found.place = "Dr Rosa", "Room 4"
    session.add(found)
    session.commit()
    said = pack_read(browse, session, sam)
    assert "Dr Rosa" in said and "Room 4" in said and SAME in said and WHO not in said and WHERE not in said


def letter_of(app, session, sam, practice, kind) -> str:
    message = Message(person_id=sam.id, practice_id=practice.id, kind=kind, way=Way.LETTER, template="recall/first_letter", to="1 Oak Road", body="Hello")
    message.due_at = message.useless_after = pathway_now()
    run = LetterRun(practice_id=practice.id)
    with app.test_request_context():
        return as_page([sheet_of(session, message, run=run, practice=practice, base_url="http://localhost")])


def test_letters_about_the_talk_say_it_and_others_do_not(app, session, sam, chosen):
    said = letter_of(app, session, sam, chosen, MessageKind.INVITATION)
    assert all(line in said for line in (WHO, WHERE, SAME))
    assert WHO not in letter_of(app, session, sam, chosen, MessageKind.CHOSEN)


def test_the_first_page_of_a_print_says_it(app, session, sam, chosen):
    a_cycle(session, sam, chosen, stage=Stage.GATHERING)
    session.commit()
    with app.test_request_context():
        said = paper_page([Paper("Sam", chosen, "en", 16, pathway_now(), talk_of(session, sam.id))])
    assert [line for line in (WHO, WHERE, LONG, SAME) if line not in said] == []
