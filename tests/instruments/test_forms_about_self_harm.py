"""A form of others that asks about self-harm is watched like PHQ-9: behind the same gate, on the same list, with the same help."""

import io

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.cover.place import everything
from tests.instruments.fhir import coding, form, item, raw
from tests.people_cast import a_staff_member, sign_in
from webapp.cover.changes import acknowledge_test, keep_cover, note_crisis_check, send_test, stop_cover
from webapp.cover.models import DutyEntry
from webapp.practices.models import Role

OPTIONS = [coding("n", "Not at all"), coding("s", "Several days"), coding("e", "Nearly every day")]
HARM = form(item("9", "choice", code=[{"system": "http://loinc.org", "code": "44260-8"}], answerOption=OPTIONS), item("a", "text"))


@pytest.fixture
def staff(session, cast):
    """Cover stands."""
    people = [a_staff_member(session, cast.practice, role) for role in (Role.CLINICIAN, Role.DUTY, Role.MANAGER)]
    keep_cover(session, practice=cast.practice, said=everything(*people), by=people[0].id)
    note_crisis_check(session, practice=cast.practice, by=people[0].id)
    send_test(session, practice=cast.practice, by=people[2].id)
    acknowledge_test(session, practice=cast.practice, by=people[1].id)
    session.commit()
    return people


@pytest.fixture
def place(browse, session, staff, questions):
    manager = sign_in(browse(), session, staff[2])
    sent = manager.post("/staff/instruments/forms", {"file": (io.BytesIO(raw(HARM)), "f.json")}, content_type="multipart/form-data")
    name = sent.headers["Location"].rpartition("/")[2]
    assert manager.post(f"/staff/instruments/{name}", {"asked": "yes"}).status_code == 303
    return f"{questions}/{name}"


def test_any_answer_but_the_first_is_on_the_duty_list_and_brings_help_at_once(sam, place, look):
    assert "If you tell us of such thoughts, we will see this." in words(sam.get(place)) and "data-help-when" in markup(sam.get(f"{place}/1"))
    said = words(sam.follow(sam.post(f"{place}/1", {"answer": "1"})))
    assert said.index("Please do not wait for us to read this.") < said.index("Question a?") and "116 123" in said
    (entry,) = look(select(DutyEntry))
    assert entry.rule == "phq9-question-9"
    assert "Please get help now" in words(sam.follow(sam.post(f"{place}/2", {"press": "skip"})))


@pytest.mark.parametrize("said", [{"answer": "0"}, {"press": "skip"}])
def test_not_at_all_and_a_skip_bring_no_panel(sam, place, look, said):
    assert "Please do not wait" not in words(sam.follow(sam.post(f"{place}/1", said))) and look(select(DutyEntry)) == []


def test_when_cover_lapses_it_is_no_longer_asked(sam, place, session, cast, staff):
    stop_cover(session, practice=cast.practice, stop=True, by=staff[0].id)
    session.commit()
    assert sam.get(f"{place}/1").status_code == 404
