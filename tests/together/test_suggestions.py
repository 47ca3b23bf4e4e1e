"""A carer's words stand beside the plan; the person says what becomes of them, and only the person changes the plan."""

import re
from uuid import uuid4

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import sign_in
from tests.sharing.conftest import come_in, grant_of, share
from webapp.accounts.models import Tier
from webapp.plans.models import Revision
from webapp.sharing.models import Suggestion

HERS = "Walk to the park with me"


@pytest.fixture
def ann(browse, sam, session, cast, texts):
    """Ann may suggest for the goals."""
    share(sam, cast.person)
    sign_in(browse(), session, cast.person, Tier.STRONG).post(f"{grant_of(sam, cast.person)}/rights", {"right-goals": "suggest"})
    come_in(browser := browse(), texts)
    return browser


@pytest.fixture
def page(cast):
    return f"/people/{cast.person.id}/suggestions"


def suggest(ann, cast, text=HERS):
    return ann.post(f"/carer/people/{cast.person.id}/suggestions/goals", {"words": text})


def answer(sam, page, press):
    place = re.search(rf"{page}/[0-9a-f-]{{36}}", sam.get(page).get_data(as_text=True)).group()
    return sam.post(place, {"press": press})


def revisions(session) -> int:
    session.rollback()
    found = len(session.exec(select(Revision)).all())
    session.commit()
    return found


def test_a_suggestion_is_read_with_who_and_when_and_the_plan_stays_as_it_is(ann, sam, cast, page, session):
    before = revisions(session)
    sent = suggest(ann, cast)
    assert "Sent to Sam Carter." in words(ann.get(sent.headers["Location"]))
    for place in (page, f"/people/{cast.person.id}/plan"):
        said = words(sam.get(place))
        assert HERS in said and "Ann suggested this on 2 December 2026." in said and "Dance at the wedding" in words(sam.get(f"/people/{cast.person.id}/plan"))
    assert revisions(session) == before


@pytest.mark.parametrize(
    ("press", "said", "stays"),
    [("kept", "You said thank you, and kept it", True), ("own_words", "You put it in your own words", True), ("no", "You said no", False)],
)
def test_whatever_the_person_says_the_plan_is_not_changed_by_it_and_every_step_is_kept(ann, sam, cast, page, session, press, said, stays):
    suggest(ann, cast)
    before = revisions(session)
    onward = answer(sam, page, press).headers["Location"]
    assert onward == (f"/people/{cast.person.id}/plan#goals" if press == "own_words" else page)
    plan, history = (words(sam.get(f"/people/{cast.person.id}/{path}")) for path in ("plan", "plan/history"))
    assert (HERS in plan) is stays and revisions(session) == before
    assert said in words(sam.get(page)) and f"A suggestion for: My goals {HERS}" in history and said in history


def test_the_first_answer_stands(ann, sam, cast, page, session):
    suggest(ann, cast)
    place = re.search(rf"{page}/[0-9a-f-]{{36}}", sam.get(page).get_data(as_text=True)).group()
    for press in ("no", "kept", "own_words"):
        sam.post(place, {"press": press})
    assert session.exec(select(Suggestion)).one().said.value == "no"


def test_the_carer_sees_what_waits_and_is_not_told_what_was_said(ann, sam, cast, page):
    suggest(ann, cast)
    form = f"/carer/people/{cast.person.id}/suggestions/goals"
    assert HERS in words(ann.get(form))
    answer(sam, page, "no")
    assert HERS not in words(ann.get(form)) and HERS not in words(ann.get(cast.plan))


def test_staff_and_another_person_never_see_it_and_cannot_answer(ann, sam, robin, browse, session, cast, page):
    suggest(ann, cast)
    nurse = sign_in(browse(), session, cast.nurse)
    place = re.search(rf"{page}/[0-9a-f-]{{36}}", sam.get(page).get_data(as_text=True)).group()
    for who in (nurse, robin, ann):
        assert who.get(page).status_code == 404 and who.post(place, {"press": "kept"}).status_code == 404
    for path in ("plan", "plan/history", "conversation"):
        assert HERS not in words(nurse.get(f"/people/{cast.person.id}/{path}"))
    theirs = place.replace(str(cast.person.id), str(cast.other.id))
    assert robin.post(theirs, {"press": "kept"}).status_code == 404
    assert session.exec(select(Suggestion)).one().said is None


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001])
def test_what_cannot_be_sent_is_said_kindly_and_stays_on_the_page(ann, cast, text, session):
    reply = suggest(ann, cast, text)
    assert reply.status_code == 422 and text.strip() in reply.get_data(as_text=True) and session.exec(select(Suggestion)).all() == []


def test_five_wait_at_most(ann, cast, session):
    replies = [suggest(ann, cast, f"idea {number}").status_code for number in range(6)]
    assert replies == [303] * 5 + [422] and len(session.exec(select(Suggestion)).all()) == 5


def test_its_words_are_sealed_where_they_lie(ann, cast, session):
    suggest(ann, cast)
    one = session.exec(select(Suggestion)).one()
    assert one.words == HERS and not any("park" in str(value) for value in one.model_dump().values())


def test_what_was_suggested_before_stopping_stays_with_the_person(ann, sam, cast, page):
    suggest(ann, cast)
    sam.post(f"{grant_of(sam, cast.person)}/ending")
    assert HERS in words(sam.get(page)) and suggest(ann, cast).status_code == 404


def test_a_suggestion_sent_after_the_sign_in_ended_is_shown_to_be_copied(browse):
    reply = browse().post(f"/carer/people/{uuid4()}/suggestions/goals", {"words": "Shall we go on Tuesdays?"})
    assert reply.status_code == 401 and "Shall we go on Tuesdays?" in words(reply)
