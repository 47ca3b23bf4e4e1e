"""The pages of the nine questions, help shown, and the duty list with somebody on it: three themes, small and wide, axe finds nothing."""

from sqlmodel import select

from e2e.screens.checks import broken_in_themes, faults
from e2e.screens.cover import ask_the_nine
from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from webapp.people.models import Person


def me(surgery) -> str:
    with surgery.database.reading() as session:
        return str(session.exec(select(Person.id).where(Person.surname == "Griffiths")).one())


def posted(page, path: str, form: dict[str, str]) -> None:
    page.request.post(path, form=form, headers={"Sec-Fetch-Site": "same-origin"})


def test_the_pages_of_the_nine_and_the_duty_list(somebody, surgery):
    ask_the_nine(surgery)
    phone, desk = Phone(somebody()), Desk(somebody(desk=True))
    phone.be("Gwen Griffiths")
    mood = f"/people/{me(surgery)}/mood"
    found = faults(phone.page, mood) + faults(phone.page, f"{mood}/9")
    phone.page.get_by_label("Nearly every day").check()
    found += broken_in_themes(phone.page, 320) + broken_in_themes(phone.page, 360)
    posted(phone.page, f"{mood}/9", {"answer": "3", "tool": "phq9", "press": "answer"})
    found += faults(phone.page, f"{mood}/10") + faults(phone.page, f"{mood}/end")
    phone.page.goto(f"/people/{me(surgery)}/pack")
    box = phone.page.get_by_label("Anything you want to ask or tell us?")
    box.fill("I have chest pain")
    phone.page.locator(".urgent").first.wait_for()
    found += broken_in_themes(phone.page, 360)
    desk.be("Nurse Nadia Green")
    found += faults(desk.page, "/staff/duty", 1280, 360) + faults(desk.page, "/staff", 1280, 360) + faults(desk.page, "/staff/mood-cover", 1280, 360)
    assert found == [] and phone.page.complaints == desk.page.complaints == []
