"""What a practice checks: its own list for each condition, and the list it set for one person."""

from sqlmodel import select

from tests.browsing import markup, words
from tests.people_cast import a_person
from webapp.people.models import Person
from webapp.visits.checklist import checklist
from webapp.visits.models import OwnChecklistItem

LISTS = "/staff/checklists"


def own(person: Person) -> str:
    return f"/people/{person.id}/checklist"


def codes(session, surgery, person) -> set[str]:
    found = {entry.code for entry in checklist(session, person_id=person.id, practice_id=surgery.id)}
    session.commit()
    return found


def test_the_list_set_for_a_person_counts_instead_of_the_usual(session, surgery, sam, desk):
    assert "spo2" not in codes(session, surgery, sam)
    desk.post(own(sam), {"item": ["hba1c", "spo2"]})
    assert codes(session, surgery, sam) == {"hba1c", "spo2"}


def test_a_blood_pressure_is_never_split(session, surgery, sam, desk):
    desk.post(own(sam), {"item": ["bp_systolic"]})
    assert codes(session, surgery, sam) == {"bp_systolic", "bp_diastolic"}


def test_the_usual_list_can_be_taken_again_and_the_set_one_stays_on_file(session, surgery, sam, desk):
    usual = codes(session, surgery, sam)
    desk.post(own(sam), {"item": ["waist"]})
    desk.post(own(sam), {"usual": "yes", "item": ["waist"]})
    assert codes(session, surgery, sam) == usual
    (kept,) = session.exec(select(OwnChecklistItem)).all()
    assert kept.replaced_at is not None


def test_the_page_has_a_tick_where_something_is_on_the_list(sam, desk):
    desk.post(own(sam), {"item": ["waist"]})
    page = markup(desk.get(own(sam)))
    assert page.count(" checked>") == 1
    assert 'value="waist" checked' in page


def test_what_may_not_be_typed_is_never_on_a_list(session, surgery, sam, desk):
    desk.post(own(sam), {"item": ["waist", "frailty_efi", "phq9", "nonsense"]})
    assert codes(session, surgery, sam) == {"waist"}


def test_a_practice_sets_its_list_for_a_condition_and_each_check_stands_once(session, surgery, desk):
    person = a_person(session, surgery, conditions=("diabetes", "copd"))
    session.commit()
    for condition, items in {"diabetes": ["hba1c", "weight"], "copd": ["spo2", "weight"], "any": ["smoking"]}.items():
        desk.post(LISTS, {"condition": condition, "item": items})
    found = [entry.code for entry in checklist(session, person_id=person.id, practice_id=surgery.id)]
    assert sorted(found) == ["hba1c", "smoking", "spo2", "weight"]


def test_saving_a_condition_s_list_again_replaces_only_that_one(session, surgery, sam, desk):
    desk.post(LISTS, {"condition": "diabetes", "item": ["hba1c", "weight"]})
    desk.post(LISTS, {"condition": "any", "item": ["smoking"]})
    desk.post(LISTS, {"condition": "diabetes", "item": ["hba1c"]})
    assert codes(session, surgery, sam) == {"hba1c", "smoking"}


def test_the_saved_list_is_shown_again(desk):
    reply = desk.follow(desk.post(LISTS, {"condition": "gout", "item": ["urate"]}))
    assert "The checklist is saved." in words(reply)
    assert 'value="gout" selected' in markup(reply)


def test_an_unknown_condition_is_the_list_for_everybody(desk):
    assert 'value="any" selected' in markup(desk.get(f"{LISTS}?condition=nonsense"))
