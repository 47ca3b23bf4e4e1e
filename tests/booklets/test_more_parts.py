"""What each part of the plan keeps safe: danger signs, notes beside the surgery's list, the key person first, pointers and never papers."""

import re

import pytest
from sqlmodel import Session

from tests.booklets.test_parts import write
from tests.browsing import Forms, markup, words
from webapp.base.clock import now
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import CHOICES, SECTIONS
from webapp.people.models import Person, PersonCondition
from webapp.plans.changes import open_plan
from webapp.plans.models import Answer
from webapp.plans.queries import whole_plan
from webapp.versions.changes import agree

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def parts(cast) -> str:
    return f"/people/{cast.person.id}/plan/parts"


def at_the_talk(parts: str, section: str) -> str:
    return parts.replace("plan/parts", f"conversation/parts/{section}")


def one_more(browser, address: str, **typed):
    """An entry added, and written in. The page after the save."""
    browser.follow(write(browser, address, "add"))
    return browser.follow(write(browser, address, **typed))


def both_say_yes(session: Session, cast) -> None:
    plan, number = open_plan(session, person_id=cast.person.id), whole_plan(session, cast.person.id).number
    for hand in (cast.sam, cast.pro):
        agree(session, plan=plan, number=number, answer=Answer.YES, notes="", by=hand, cycle=None)
    session.commit()


def test_what_to_do_when_things_change_is_not_agreed_until_both_said_yes_to_these_very_words(sam, parts, session, cast):
    address = f"{parts}/when-things-change"
    write(sam, address, usual="I walk to the shop", early_signs="More cough", rescue="The blue box", carer_ill="Phone my son")
    assert words(sam.get(parts)).count("Not agreed yet") == 4
    both_say_yes(session, cast)
    assert "Not agreed yet" not in words(sam.get(parts))
    write(sam, address, early_signs="More cough for two days")
    assert words(sam.get(parts)).count("Not agreed yet") == 1


def test_whom_to_phone_in_danger_stands_in_it_while_it_is_written_and_on_its_own_paper(sam, parts):
    write(sam, f"{parts}/when-things-change", danger="My lips go blue")
    write(sam, f"{parts}/about-me", people="Ann")
    for page in (sam.get(f"{parts}/when-things-change"), sam.get(f"{parts}?only=when-things-change")):
        assert "In danger now? Phone 999. Need help today? Phone 111." in words(page)
    assert "Ann" not in words(sam.get(f"{parts}?only=when-things-change"))


def test_danger_signs_are_the_same_words_as_on_the_plan(sam, parts):
    write(sam, f"{parts}/when-things-change", danger="My lips go blue")
    assert "My lips go blue" in words(sam.get(parts.removesuffix("/parts")))


def test_i_take_this_differently_is_the_person_s_own_note_and_never_the_surgery_s_list(sam, parts):
    page = one_more(sam, f"{parts}/medicines", what="Metformin", differently="Only in the evening")
    said = words(page)
    assert "Metformin" in said and "I take this differently" in said and "Only in the evening" in said
    assert "They are not the surgery's list of medicines." in said
    assert "The surgery's list of my medicines: Not known here. Ask the surgery." in said.replace(" :", ":")


def test_staff_take_out_nothing_that_is_the_person_s_own_note(sam, nurse, parts, session, cast):
    one_more(sam, f"{parts}/medicines", what="Metformin")
    [note] = [part.item.id for part in whole_plan(session, cast.person.id).entries_of(ItemKind.MEDICINE)]
    session.commit()
    talk = at_the_talk(parts, "medicines")
    assert "Take this out" not in words(nurse.get(talk))
    write(nurse, talk, f"take_out:{note}")
    assert "Metformin" in words(sam.get(parts))
    write(sam, f"{parts}/medicines", f"take_out:{note}")
    assert "Metformin" not in words(sam.get(parts)) and "Metformin" in words(sam.get(parts.replace("parts", "history")))


def test_health_conditions_are_the_surgery_s_list_or_not_known_and_never_none(sam, parts, session, cast):
    assert "The list of my health conditions: Not known here." in words(sam.get(f"{parts}/health")).replace(" :", ":")
    session.add(PersonCondition(person_id=cast.person.id, code="asthma", words="Asthma"))
    session.commit()
    assert "From your GP surgery: Asthma" in words(sam.get(f"{parts}/health")).replace(" :", ":")


def test_a_list_that_was_imported_and_is_empty_says_so(sam, parts, session, cast):
    person = session.get(Person, cast.person.id)
    person.conditions_imported_at = now()
    session.add(person)
    session.commit()
    assert "No long-term condition is on the list." in words(sam.get(f"{parts}/health"))


def test_the_key_person_stands_before_the_rest_of_the_team_each_with_a_phone_to_press(sam, parts):
    write(sam, f"{parts}/team", key_person="Joy Green", key_phone="01632 960555")
    page = one_more(sam, f"{parts}/team", what="Bill Smith", job="Foot clinic", phone="01632 960777")
    said = words(page)
    assert said.index("Joy Green") < said.index("Bill Smith") and 'href="tel:01632960777"' in markup(page)


def test_the_week_reads_from_every_day_to_sunday_whatever_was_written_first(sam, parts):
    for day, what in (("5", "Fish shop"), ("1", "Nurse comes"), ("0", "Tablets")):
        sam.follow(write(sam, f"{parts}/week", "add"))
        form = dict(next(form for form in Forms(markup(sam.get(f"{parts}/week"))).found if form["action"] == f"{parts}/week")["fields"])
        blank = next(name for name, text in form.items() if name.startswith("what-") and not text)
        sam.post(f"{parts}/week", form | {blank: what, blank.replace("what-", "weekday-"): day})
    said = words(sam.get(f"{parts}?only=week"))
    assert said.index("Tablets") < said.index("Nurse comes") < said.index("Fish shop") and "Every day" in said and "Monday" in said


def test_a_paper_is_only_pointed_at_and_no_file_can_be_given(sam, parts):
    page = one_more(sam, f"{parts}/wishes", paper="respect", where="In the kitchen drawer", who_has="My son")
    said = words(page)
    assert "A ReSPECT form" in said and "In the kitchen drawer" in said and "It is not the paper" in said
    assert 'type="file"' not in markup(sam.get(f"{parts}/wishes"))


def test_an_answer_that_was_not_offered_is_refused_kindly(sam, parts):
    sam.follow(write(sam, f"{parts}/wishes", "add"))
    page = write(sam, f"{parts}/wishes", paper="a will")
    assert page.status_code == 422 and "Choose one of the answers." in words(page)


def test_the_service_plan_is_written_by_the_surgery_and_only_read_by_the_person(sam, nurse, parts):
    assert write(nurse, at_the_talk(parts, "service-plan"), charges="Nothing to pay").status_code == 303
    page = sam.get(f"{parts}/service-plan")
    assert "Nothing to pay" in words(page) and not re.search(r'name="(charges|service_plan)-', markup(page))
    sam.post(f"{parts}/service-plan", {"charges-plan": "A lot"})
    assert "Nothing to pay" in words(sam.get(parts)) and "A lot" not in words(sam.get(parts))


def test_names_of_fields_do_not_meet_and_every_answer_has_words():
    names = [line.name for section in SECTIONS for line in section.lines]
    assert len(names) == len(set(names)) and all(all(texts.values()) for texts in CHOICES.values())
