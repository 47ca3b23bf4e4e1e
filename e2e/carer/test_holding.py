"""A nurse names who holds the plan of somebody who cannot decide about it; they write in it; the person sees it, and stops it. Without script."""

from datetime import timedelta

from e2e.screens.carer import NAME, NUMBER, WORD, come_in, id_on
from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from webapp.base.clock import today

SAID = {
    "What does the person call them?": NAME,
    "Their mobile number": NUMBER,
    "A word for them": WORD,
    "Which paper did you see?": "LPA 700-123",
    "Where is it kept?": "With Ann, at home",
    "On which day?": "1/11/2025",
    "Why does somebody hold it?": "You find long pages hard now.",
    "What did you find about deciding on the plan?": "Sam could not say it back on 2 days, with pictures.",
    "On which day was this found?": "1/11/2025",
}
CHOSEN = ("They showed me a card with their photo", "Lasting power of attorney for health and welfare", "We helped them to decide in every way we could.")


def name_a_holder(page, person_id: str) -> None:
    page.goto(f"/people/{person_id}/holder")
    page.get_by_label("Somebody else", exact=True).check()
    while page.locator("details.fold:not([open])").count():
        page.locator("details.fold:not([open]) > summary").first.click()
    for label, text in SAID.items():
        page.get_by_label(label, exact=True).fill(text)
    for choice in (
        "They showed me a card with their photo",
        "Lasting power of attorney for health and welfare",
        "We helped them to decide in every way we could.",
    ):
        page.get_by_label(choice).check()
    page.get_by_label("My medicines", exact=True).check()
    page.get_by_label("When do you look at it again?").fill((today() + timedelta(days=200)).strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_holder_is_named_writes_is_seen_and_is_stopped(somebody, surgery):
    sam, desk, ann = Phone(somebody(js=False)), Desk(somebody(desk=True, js=False)), somebody(js=False)
    sam.be("Sam Carter")
    me = id_on(sam)
    desk.be("Nurse Nadia Green")
    name_a_holder(desk.page, me)
    assert "Holds it now" in desk.page.inner_text("main")

    come_in(ann, surgery)
    ann.goto(f"/carer/people/{me}/plan")
    ann.get_by_text("Write in the parts you hold").click()
    ann.get_by_role("link", name="My medicines", exact=True).click()
    ann.get_by_label("Side effects I have").fill("A dry mouth at night")
    ann.get_by_role("button", name="Save", exact=True).last.click()
    assert "A dry mouth at night" in ann.inner_text("main") and "Walk to the shop" not in ann.inner_text("main")

    sam.page.goto(f"/people/{me}/plan")
    assert "Ann holds parts of this plan for me" in sam.page.inner_text("main")
    sam.page.goto(f"/people/{me}/plan/parts")
    assert "Somebody who holds your plan" in sam.page.inner_text("#medicines")
    sam.page.goto(f"/people/{me}/plan-holder")
    sam.page.get_by_role("button", name="I do not want this. Stop it now").click()
    assert "Nobody holds your plan." in sam.page.inner_text("main")
    assert ann.goto(f"/carer/people/{me}/plan").status == 404
