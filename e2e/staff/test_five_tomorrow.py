"""A nurse with five people tomorrow: two presses from signing in to reading all five."""

from datetime import time

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.desk import Desk
from webapp.base.clock import london, today
from webapp.demo.clock import apply_shift
from webapp.demo.queries import demo_practice
from webapp.pathway.models import Appointment, AppointmentKind
from webapp.people.models import Person
from webapp.practices.working_days import next_working_day

FIVE = ("Carter", "Okafor", "Patel", "Griffiths", "Nowak")


@pytest.fixture
def tomorrow(surgery) -> None:
    """Five of the cast have their talk on the next working day, half an hour apart."""
    with surgery.database.writing() as session:
        apply_shift(session)
        day = next_working_day(demo_practice(session), today())
        asked = select(Appointment).join(Person, Person.id == Appointment.person_id)
        for hour, surname in enumerate(FIVE, 9):
            talk = session.exec(asked.where(Person.surname == surname, Appointment.kind == AppointmentKind.CONVERSATION)).one()
            talk.starts_at = london(day, time(hour, 30))
            session.add(talk)


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_two_presses_lead_to_all_five_on_one_page(somebody, surgery, tomorrow, js):
    desk = Desk(somebody(js=js, desk=True))
    desk.be("Nurse Nadia Green")
    desk.page.get_by_role("link", name="Before the talk").click()
    expect(desk.page.get_by_role("heading", name="Before the talk")).to_be_visible()
    if desk.page.locator("section.sheet").count() < len(FIVE):
        desk.page.get_by_role("link", name="Next working day").click()
    expect(desk.page.locator("section.sheet")).to_have_count(len(FIVE))
    for words in ("I get tired walking to the shop.", "The stairs. I stop half way now."):
        expect(desk.page.get_by_text(words)).to_be_visible()
    assert desk.page.complaints == []
