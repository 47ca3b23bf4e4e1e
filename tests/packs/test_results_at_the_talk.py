"""A person may want their results at the talk and not before. They choose it, and they may change their mind."""

import time_machine
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_cycle, a_person, sign_in
from tests.preparation.cast import TALK, release
from webapp.preparation.models import Pack

ASKED = "You asked to see your results at your talk."
RESULT = "Sugar in your blood over 3 months 58"


def test_one_press_puts_the_results_away_until_the_talk(sam, cast, fill):
    assert RESULT in words(sam.get(cast.pack))
    fill(sam, press="wait")
    said = words(sam.get(cast.pack))
    assert ASKED in said
    assert RESULT not in said
    assert "What do you want to talk about?" in said


def test_what_was_typed_is_kept_with_the_same_press(sam, cast, fill):
    fill(sam, press="wait", ask="Why am I tired?")
    assert "Why am I tired?" in words(sam.get(cast.pack))


def test_they_may_change_their_mind(sam, cast, fill):
    fill(sam, press="wait")
    fill(sam, press="show")
    assert RESULT in words(sam.get(cast.pack))


def test_paper_and_the_years_wait_too(sam, cast, fill, session):
    release(session, cast, before={"hba1c": "64"})
    fill(sam, press="wait")
    for path in (f"/people/{cast.person.id}/paper", f"{cast.pack}/years"):
        said = words(sam.get(path))
        assert ASKED in said
        assert "64" not in said


def test_when_the_talk_is_over_they_are_there(sam, cast, fill, browse, session):
    fill(sam, press="wait")
    with time_machine.travel(TALK.replace(hour=20), tick=True):
        assert RESULT in words(sign_in(browse(), session, cast.person).get(cast.pack))


def test_it_can_be_chosen_before_anything_is_released(browse, session, cast, look):
    person = a_person(session, cast.practice, given="Asha")
    a_cycle(session, person, cast.practice, talk_at=TALK)
    session.commit()
    asha, path = sign_in(browse(), session, person), f"/people/{person.id}/pack"
    asha.post(path, {"press": "wait"})
    (pack,) = look(select(Pack).where(Pack.person_id == person.id))
    assert pack.results_wait_since is not None
    assert pack.results_wait_by_id is not None
    assert ASKED in words(asha.get(path))


def test_the_desk_is_told_before_the_talk(nurse, cast, sam, fill):
    day = "/staff/talks?day=2026-12-15"
    assert "Wants to hear results at the talk" not in words(nurse.get(day))
    fill(sam, press="wait", ask="Why am I tired?")
    assert "Wants to hear results at the talk" in words(nurse.get(day))


def test_the_clinician_still_sees_and_releases(nurse, cast, sam, fill):
    fill(sam, press="wait")
    assert nurse.get(f"/people/{cast.person.id}/triage").status_code == 200
