"""My care check after the talk: from the plan to Thank you, without a name and with one."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.desk import Desk
from e2e.screens.phone import Phone, until_sent
from e2e.screens.plan import Plan
from webapp.accounts.models import Account
from webapp.base.clock import today
from webapp.demo.clock import apply_shift
from webapp.pathway.changes import move
from webapp.pathway.models import Stage
from webapp.pathway.queries import conversation_of, open_cycle
from webapp.people.models import Person

MAY_READ = {"With my name": "Yes, without my name", "Without my name": "Yes, they may read my words"}


@pytest.fixture
def talked(surgery):
    """Sam's talk was yesterday, and both said yes."""
    with surgery.database.reading() as session:
        apply_shift(session)
        sam = session.exec(select(Person.id).where(Person.surname == "Carter")).one()
        talk_on = conversation_of(session, open_cycle(session, sam).id).starts_at.date()
    surgery.later(days=(talk_on - today()).days + 1)
    with surgery.database.writing() as session:
        apply_shift(session)
        nurse = session.exec(select(Account.id).where(Account.staff_id.is_not(None))).first()
        cycle = open_cycle(session, sam)
        for stage in (Stage.CONVERSATION, Stage.PLAN_AGREED):
            if cycle.stage is not stage:
                move(session, cycle=cycle, to=stage, by=nurse, why="they talked")
    return sam


def answer(page, labels: list[str]) -> None:
    for label in labels:
        if label == "Skip":
            page.get_by_role("button", name="Skip").click()
        else:
            page.get_by_label(label, exact=True).check()
            page.get_by_role("button", name="Continue").click()
        until_sent(page)


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
@pytest.mark.parametrize("way", ["With my name", "Without my name"])
def test_sam_says_how_his_care_was(somebody, talked, js, way):
    phone = Phone(somebody(js=js))
    page = phone.page
    phone.be("Sam Carter")
    Plan(page).open()
    # when he goes from his plan to the check, and chooses
    page.get_by_role("link", name="Go to my care check").click()
    page.get_by_label(way).check()
    page.get_by_label("Someone with me").check()
    page.get_by_role("button", name="Start").click()
    # then one question comes after the other, and no address names him when he gave no name
    expect(page.get_by_role("heading", name="Did staff ask you what matters most to you?")).to_be_visible()
    assert (str(talked) in page.url) is (way == "With my name")
    answer(page, ["Always", "Mostly", "Skip", "Never", "Sometimes", "Very sure"])
    expect(page.get_by_text("This is not for emergencies.")).to_be_visible()
    page.get_by_label("Your words").fill("The nurse had time for me.")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("link", name="Choose who may read your words.")).to_be_visible()
    page.get_by_label(MAY_READ[way], exact=True).check()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("Your answers are safely sent.")).to_be_visible()
    # and at his plan he is not asked again
    Plan(page).open()
    expect(page.get_by_role("link", name="Go to my care check")).to_have_count(0)
    assert [said for said in page.complaints if "422" not in said] == []


def test_a_nurse_sees_no_month_of_fewer_than_five(somebody, surgery, talked):
    phone = Phone(somebody())
    phone.be("Sam Carter")
    phone.page.request.post(f"/people/{talked}/care-check", form={"way": "unnamed"}, headers={"Sec-Fetch-Site": "same-origin"})
    phone.page.request.post("/care-check/1", form={"answer": "3"}, headers={"Sec-Fetch-Site": "same-origin"})
    surgery.later(days=35)
    desk = Desk(somebody(desk=True))
    desk.be("Nurse Nadia Green")
    desk.page.get_by_role("link", name="Care check").click()
    expect(desk.page.get_by_text("Fewer than 5 people answered. Nothing is shown.")).to_be_visible()
