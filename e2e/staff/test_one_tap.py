"""An invitation's text, one tap on a phone that nobody knows, and the desk sees the answer. With a script and without."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.checks import faults
from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from e2e.staff.test_texts_file import on_a_working_day
from webapp.people.models import Person


def id_of(surgery, surname: str) -> str:
    with surgery.database.reading() as session:
        return str(session.exec(select(Person.id).where(Person.surname == surname)).one())


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_a_text_one_tap_and_the_desk_sees_it(somebody, surgery, js):
    # given Olive, whom reception asks to her yearly talk
    olive, rita, phone = id_of(surgery, "Quigley"), Desk(somebody(desk=True, js=js)), Phone(somebody(js=js))
    rita.be("Rita Booking")
    same_site = {"Sec-Fetch-Site": "same-origin"}
    assert rita.page.request.post("/staff/invitations", form={"one": olive, "back": "invited"}, headers=same_site).ok
    on_a_working_day(surgery)
    # when she opens the text's link and taps once
    link = phone.newest_with("07700 900112", r"https?://\S+/r/\S+")
    found = faults(phone.page, link) if js else phone.page.goto(link) and []
    expect(phone.page.get_by_text("Olive")).to_have_count(0)
    phone.page.get_by_role("button", name="Yes", exact=True).click()
    # then she is told who is in touch, and the desk sees it in both places
    expect(phone.page.get_by_text("You said yes.")).to_be_visible()
    rita.page.goto("/staff/invitations?place=yes")
    expect(rita.page.get_by_role("row").filter(has_text="Quigley, Olive")).to_contain_text("Yes")
    rita.page.goto(f"/people/{olive}/invitations")
    expect(rita.page.get_by_text("Offered, said yes")).to_be_visible()
    assert found == [] == phone.page.complaints == rita.page.complaints
