"""Two who write in the same box, on every form of the plan: nothing is written over, nothing is lost, and one press keeps both."""

import re
from datetime import timedelta

import pytest

from tests.browsing import Forms, words
from tests.conversations.test_pages import press
from tests.people_cast import sign_in
from tests.versions.test_versions import look
from webapp.base.clock import today
from webapp.chapters.kinds import ItemKind
from webapp.edits.saving import READ_BACK
from webapp.plans.changes import add_item, open_plan, withdraw_item


@pytest.fixture
def nurse(browse, session, cast):
    return sign_in(browse(), session, cast.nurse)


def keep(browser, clash, form: str, how: str, **more):
    """Press the button under the field that clashed."""
    button = re.search(rf'name="keep" value="({how}:[^"]+)"', clash.get_data(as_text=True))[1]
    return press(browser, clash, form, None, **more) if how == "no" else browser.post(form, posted(clash, form) | {"keep": button} | more)


def posted(page, form: str) -> dict:
    data = dict(next(found for found in Forms(page.get_data(as_text=True)).found if found["action"] == form)["fields"])
    data.pop("press", None)
    return data


FORMS = {"about": ("{plan}/about", "danger"), "part": ("{plan}/parts/when-things-change", "early_do"), "goal": ("{plan}/goals/{goal}", "want")}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("how", ["both", "mine", "theirs"])
def test_on_each_of_the_person_s_forms_a_human_chooses_and_every_text_stays_readable(sam, plan, session, cast, database, form, how):
    goal = cast.goal(session, want="Walk")
    item = goal if form == "goal" else None
    place, field = FORMS[form]
    place = place.format(plan=plan, goal=goal.id)
    opened = sam.get(place)
    cast.save(session, item, by=cast.scribe, **{field: "Walk with Ann"})
    clash = press(sam, opened, place, "save", **{field: "Walk the dog"})
    assert clash.status_code == 409 and "Which words stay?" in words(clash) and "The words of Nurse Clinician: Walk with Ann" in words(clash)
    # Pressing Save again, without choosing, writes over nothing.
    assert press(sam, clash, place, "save").status_code == 409 and said(database, cast, field) == "Walk with Ann"
    assert "These words wait for your choice" in words(sam.get(f"{plan}/history")) and "Two people wrote in the same box." in words(sam.get(plan))
    keep(sam, clash, place, how)
    both = "Nurse Clinician: Walk with Ann\n\nSam: Walk the dog"
    assert said(database, cast, field) == {"both": both, "mine": "Walk the dog", "theirs": "Walk with Ann"}[how]
    history = words(sam.get(f"{plan}/history"))
    assert "Walk with Ann" in history and "Walk the dog" in history and "wait for your choice" not in history


def said(database, cast, field: str) -> str:
    whole = look(database, cast)
    return whole.own.says(field) or next((goal.says(field) for goal in whole.goals), "")


def test_in_the_talk_the_nurse_chooses_too_and_the_person_s_words_are_under_hers(nurse, sam, plan, session, cast, database):
    talk = f"/people/{cast.person.id}/conversation"
    opened = nurse.get(talk)
    cast.save(session, None, danger="Blue lips")
    clash = press(nurse, opened, talk, "save", danger="Grey skin", **{READ_BACK: "yes"})
    assert clash.status_code == 409 and "The words of Sam: Blue lips" in words(clash)
    keep(nurse, clash, talk, "both")
    assert said(database, cast, "danger") == "Sam: Blue lips\n\nNurse Clinician: Grey skin"
    # A third is added below; what was marked once is not marked again.
    page = sam.get(f"{plan}/about")
    cast.save(session, None, by=cast.pro, danger=said(database, cast, "danger") + " or cold hands")
    clash = press(sam, page, f"{plan}/about", "save", danger="Shaking")
    keep(sam, clash, f"{plan}/about", "both")
    assert said(database, cast, "danger").endswith("or cold hands\n\nSam: Shaking")


def test_a_save_that_was_refused_for_another_reason_still_writes_over_nothing(sam, plan, session, cast, database):
    """The form came back with what was wrong, and meanwhile somebody saved: the second press is still told."""
    opened = sam.get(f"{plan}/about") if cast.goal(session, want="Swim") else None
    cast.save(session, None, by=cast.pro, danger="Blue lips")
    refused = press(sam, opened, f"{plan}/about", "save", danger="Grey skin", review_on="soon")
    assert refused.status_code == 422
    again = press(sam, refused, f"{plan}/about", "save", review_on=f"{today() + timedelta(days=100):%d/%m/%Y}")
    assert again.status_code == 409 and said(database, cast, "danger") == "Blue lips"


@pytest.mark.parametrize("gone", ["step", "goal"])
def test_words_typed_in_what_somebody_took_out_meanwhile_are_kept(sam, plan, session, cast, database, gone):
    goal = cast.goal(session, want="Swim")
    step = add_item(session, plan=open_plan(session, person_id=cast.person.id), kind=ItemKind.ACTION, by=cast.sam, goal=goal)
    session.commit()
    place = f"{plan}/goals/{goal.id}"
    opened = sam.get(place)
    withdraw_item(session, plan=open_plan(session, person_id=cast.person.id), item=step if gone == "step" else goal, by=cast.pro)
    session.commit()
    told = press(sam, opened, place, "save", what="Look for a pool in Leeds")
    assert told.status_code == 409 and "Your words are kept in the list of changes." in words(told) and "Look for a pool in Leeds" in words(told)
    history = words(sam.get(f"{plan}/history"))
    assert "Look for a pool in Leeds" in history and "The part they belong to was taken out." in history


def test_words_that_waited_are_taken_up_later_from_the_list_of_changes(sam, plan, session, cast, database):
    opened = sam.get(f"{plan}/about") if cast.goal(session, want="Swim") else None
    cast.save(session, None, by=cast.scribe, matters="My garden")
    press(sam, opened, f"{plan}/about", "save", matters="My dog")
    page = sam.get(f"{plan}/history")
    html = page.get_data(as_text=True)
    form = re.search(r'action="([^"]+/asides/[^"]+)"><input type="hidden" name="seen" value="([^"]*)"', html)
    # Somebody saves once more before they choose: to put theirs in its place would write over words they have not seen.
    cast.save(session, None, by=cast.scribe, matters="My garden and my cat")
    sam.post(form[1], {"seen": form[2], "press": "mine"})
    assert said(database, cast, "matters") == "My garden and my cat"
    sam.post(form[1], {"seen": form[2], "press": "both"})
    assert said(database, cast, "matters") == "Nurse Clinician: My garden and my cat\n\nSam: My dog"
