"""Nobody is left alone with a number: what must happen before a result is seen."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from webapp.messages.models import Message, MessageKind
from webapp.people.models import Person


def messages_about(surgery, surname: str) -> int:
    """But for the demo's reminder of the talk, which waits for a second person's yes."""
    with surgery.database.reading() as session:
        found = select(Message.id).join(Person, Person.id == Message.person_id).where(Person.surname == surname)
        return len(session.exec(found.where(Message.kind != MessageKind.REMINDER)).all())


def person_sees(somebody, name: str) -> Phone:
    phone = Phone(somebody())
    phone.be(name)
    return phone


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_a_potassium_of_6_7_is_neither_released_nor_announced_before_a_clinician_wrote_down_the_contact(somebody, surgery, js):
    desk = Desk(somebody(js=js, desk=True))
    # given the nurse looks at Leila's potassium and ticks it to be shown
    desk.be("Nurse Nadia Green")
    desk.triage("Haddad, Leila")
    desk.page.get_by_role("radio", name="Show").check()
    # when she presses Release without the call
    desk.press("Release")
    # then it says what stands in the way, and Leila sees no hint and gets no text
    expect(desk.page.get_by_text("Phone first, and write down the contact")).to_be_visible()
    leila = person_sees(somebody, "Leila Haddad")
    expect(leila.page.get_by_text("We are still getting your pack ready.")).to_be_visible()
    assert "6.7" not in leila.page.content() and "otassium" not in leila.page.content()
    surgery.later(days=3)
    assert messages_about(surgery, "Haddad") == 0
    # when the contact is written down, it can go
    desk.page.reload()
    desk.record_contact("Spoke to the person", "Went to hospital for a repeat test.")
    desk.page.get_by_role("radio", name="Show").check()
    desk.press("Release")
    leila.page.reload()
    expect(leila.page.get_by_role("heading", name="Potassium")).to_be_visible()
    surgery.later(days=1)
    assert messages_about(surgery, "Haddad") == 1


def test_an_hba1c_of_40_with_no_medicines_known_asks_about_hypos_and_the_person_sees_no_band(somebody):
    desk = Desk(somebody(desk=True, service_workers="allow"))
    desk.be("Nurse Nadia Green")
    desk.triage("van der Berg, Percy")
    question = desk.page.get_by_role("group", name="Does this person take insulin, a sulfonylurea or another medicine that can cause hypos?")
    desk.press("Release")
    expect(question).to_be_visible()
    question.get_by_label("No", exact=True).check()
    desk.press("Save the answers")
    desk.press("Release")
    percy = person_sees(somebody, "Percy van der Berg")
    expect(percy.page.get_by_text("We will agree your target together.").first).to_be_visible()
    for band in ("Lower than most people with diabetes", "In the area many people aim for", "A little above"):
        assert band not in percy.page.content()
    assert percy.page.locator("svg[role=img], .number-line").count() == 0


def test_what_is_unchanged_and_in_target_goes_with_one_press(somebody):
    desk = Desk(somebody(desk=True, service_workers="allow"))
    desk.be("Nurse Nadia Green")
    desk.page.goto("/staff/triage")
    desk.press("Release for 1 person")
    expect(desk.page.get_by_role("status").get_by_text("Roberts, Jean")).to_be_visible()
    expect(person_sees(somebody, "Jean Roberts").page.get_by_role("heading", name="Blood pressure")).to_be_visible()
