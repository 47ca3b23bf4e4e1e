"""Looking after oneself: asked as agreed, three answers, all is well or more help; a way back that is always there."""

import pytest
import time_machine
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_mobile, sign_in
from webapp.messages.models import Message
from webapp.pathway.changes import come_back, move
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person
from webapp.progress.check_ins import leads_to_help
from webapp.progress.jobs import ask_how_they_are

WELL = {"going": "yes", "worse": "no", "help": "no"}


@pytest.mark.parametrize(
    ("said", "help"), [({}, False), ({"going": "no"}, True), ({"worse": "yes"}, True), ({"worse": "not_sure"}, True), ({"help": "yes"}, True)]
)
def test_any_answer_that_worries_leads_to_more_help(said, help):
    assert leads_to_help(WELL | said) is help


def looks_after_themselves(browse, session, cast):
    """Agreed at the talk: every 4 weeks by text, to a phone that was checked."""
    session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
    cast.goal(session, want="Swim")
    for stage in (Stage.PLAN_AGREED, Stage.LIVING_IT):
        move(session, cycle=session.get(Cycle, cast.cycle.id), to=stage, by=None)
    session.commit()
    nurse, place = sign_in(browse(), session, cast.nurse), f"/people/{cast.person.id}/looking-after"
    refused = nurse.post(place, {"weeks": "1"})
    assert refused.status_code == 422 and "Choose one of the answers." in words(refused)
    told = words(nurse.follow(nurse.post(place, {"weeks": "4", "way": "text"})))
    assert "They look after themselves since 1 December 2026. By text. We ask again on Tuesday 29 December 2026." in told
    return f"/people/{cast.person.id}"


def test_asked_by_text_once_and_all_is_well(browse, session, cast, database):
    with time_machine.travel("2026-12-01T10:00:00+00:00") as clock:
        me = looks_after_themselves(browse, session, cast)
        sam = sign_in(browse(), session, cast.person)
        assert "The way back is always open." in words(sam.get(f"{me}/plan")) and "The way back: Tree Tops Surgery" in words(sam.get(f"{me}/plan/page"))
        assert "You can come back to the yearly talk at any time." in words(sam.get(f"{me}/plan"))
        # Asked by text, once; answered: all is well.
        clock.move_to("2026-12-29T10:00:00+00:00")
        assert (ask_how_they_are(database, "https://x.example"), ask_how_they_are(database, "https://x.example")) == (1, 0)
        sam = sign_in(browse(), session, cast.person)
        assert "How are you? 3 short questions" in words(sam.get(f"{me}/plan"))
        assert sam.post(f"{me}/wellbeing", {"going": "yes"}).status_code == 422
        well = words(sam.follow(sam.post(f"{me}/wellbeing", WELL)))
        assert "All is well. Thank you." in well and "We ask you again on Tuesday 26 January 2027." in well
        with database.reading() as looking:
            assert [one.state.value for one in looking.exec(select(Message))] == ["cancelled"]


def test_who_does_not_answer_is_rung_and_more_help_is_on_the_list_and_the_way_back_is_open(browse, session, cast, database):
    with time_machine.travel("2026-12-01T10:00:00+00:00") as clock:
        me = looks_after_themselves(browse, session, cast)
        clock.move_to("2026-12-29T10:00:00+00:00")
        ask_how_they_are(database, "https://x.example")
        clock.move_to("2027-01-13T10:00:00+00:00")
        assert ask_how_they_are(database, "https://x.example") == 1
        nurse = sign_in(browse(), session, cast.nurse)
        assert "Ask how they are, as agreed They did not answer. Phone them." in words(nurse.get("/staff"))
        nurse.post(f"{me}/wellbeing/desk", WELL | {"worse": "yes"})
        desk = words(nurse.get("/staff"))
        assert "Needs more help with their plan They said so when we asked how they are." in desk
        sam = sign_in(browse(), session, cast.person)
        page = words(sam.get(f"{me}/wellbeing"))
        assert "You may need more help." in page and "They will phone you by Thursday 14 January 2027." in page and "This is not for emergencies." in page
        # The way back, pressed: the desk books the talk. Back again, nobody is asked any more.
        sam.post(f"{me}/yearly-talk")
        assert "Wants the yearly talk. Book it" in words(nurse.get("/staff"))
        session.expire_all()
        come_back(session, person=session.get(Person, cast.person.id), practice_id=cast.practice.id, by=None, why="asked to come back")
        session.commit()
        clock.move_to("2027-05-01T10:00:00+00:00")
        assert ask_how_they_are(database, "https://x.example") == 0
        sam = sign_in(browse(), session, cast.person)
        assert "Swim" in words(sam.get(f"{me}/plan")) and "The way back" not in words(sam.get(f"{me}/plan"))


def test_who_is_asked_by_letter_stands_on_the_list_and_the_letter_has_the_way_back(browse, session, cast, database):
    with time_machine.travel("2026-12-01T10:00:00+00:00") as clock:
        nurse = sign_in(browse(), session, cast.nurse)
        nurse.post(f"/people/{cast.person.id}/looking-after", {"weeks": "4", "way": "post"})
        clock.move_to("2026-12-29T10:00:00+00:00")
        ask_how_they_are(database, "https://x.example")
        nurse = sign_in(browse(), session, cast.nurse)
        assert "Print the letter and post it." in words(nurse.get("/staff"))
        letter = words(nurse.get(f"/people/{cast.person.id}/wellbeing/paper"))
        assert "Need more help? Phone us." in letter and "Do you need more help than you have now?" in letter
