"""A nurse names who holds the plan of somebody who cannot decide about it; they write in it; the person sees it, and stops it. Without script."""

from datetime import timedelta

from sqlmodel import col, select

from e2e.screens.carer import NAME, NUMBER, WORD, come_in, id_on, share
from e2e.screens.checks import faults
from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from tests.grounds import grounds
from webapp.base.clock import today
from webapp.grants.holding import let_hold
from webapp.grants.models import Grant, SharedPart

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


def test_every_page_of_a_plan_that_somebody_holds_is_in_order(somebody, surgery):
    sam, ann, desk = Phone(somebody()), somebody(), Desk(somebody(desk=True))
    sam.be("Sam Carter")
    desk.be("Nurse Nadia Green")
    me = id_on(sam)
    share(sam.page, me, "My goals")
    with surgery.database.writing() as session:
        grant = session.exec(select(Grant).order_by(col(Grant.made_at).desc())).first()
        days = {"starts_on": today(), "review_on": today() + timedelta(days=20)}
        let_hold(session, grant=grant, grounds=grounds(), parts=SharedPart, by=grant.made_by_id, **days)
    come_in(ann, surgery)
    theirs = [f"/carer/people/{me}/{path}" for path in ("plan", "plan/about", "plan/parts/medicines", "plan/parts/team", "pack")]
    mine = [f"/people/{me}/{path}" for path in ("carers", "carers/all", "plan-holder", "plan", "plan/page", "plan/parts")]
    found = {ann: theirs, sam.page: mine, desk.page: [f"/people/{me}/holder", f"/people/{me}"]}
    assert [fault for page, paths in found.items() for path in paths for fault in faults(page, path)] == []
