"""From the desk that knows Sam, by Ann who writes with him, to the page that is no more."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from e2e.screens.carer import come_in, give_code, id_on, share, vouch
from e2e.screens.desk import Desk
from e2e.screens.phone import Phone

BORN = date(1950, 3, 14)
GOAL = "Walk to the shop and back without a stop."


def named(words: str, about: str) -> re.Pattern:
    """What is pressed, and about whom or what: a browser may put a space between."""
    return re.compile(rf"^{re.escape(words)}\s*: {re.escape(about)}$")


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_seen_at_the_desk_sam_lets_ann_write_with_him_reads_who_helped_and_stops(somebody, surgery, js):
    sam, desk, ann = Phone(somebody(js=js)), Desk(somebody(desk=True)), somebody(js=js)
    # given Sam shares his goals with Ann, and wants her to do more than read
    sam.be("Sam Carter")
    me = id_on(sam)
    share(sam.page, me, "My goals")
    sam.page.get_by_role("link", name="Let them do more than read").last.click()
    expect(sam.page.get_by_role("heading", name="We must be sure it is you")).to_be_visible()
    # when the desk has seen him, and he types their code on his own phone
    desk.be("Rita Booking")
    sam.page.get_by_role("link", name="I have a code from the GP surgery").click()
    give_code(sam, vouch(desk, me), BORN)
    # then he is where he was going, and may give it
    sam.page.get_by_label("They can write in it with me").check()
    sam.page.get_by_role("button", name="Save").click()
    expect(sam.page.get_by_text("My goals: They can write in it with me")).to_be_visible()
    # and Ann writes his next step with him
    come_in(ann, surgery)
    ann.get_by_role("link", name="The plan of Sam Carter").click()
    ann.get_by_role("link", name=named("Write this together", GOAL)).click()
    ann.get_by_role("button", name="Add another step").click()
    ann.locator("details[open]").last.get_by_label("What exactly will you do?").fill("Carry one bag, Ann the other.")
    ann.get_by_role("button", name="Save").click()
    expect(ann.get_by_text("Saved.")).to_be_visible()
    # and Sam finds it in his plan, with whose help
    sam.page.goto(f"/people/{me}/plan")
    expect(sam.page.get_by_text("Carry one bag, Ann the other.").first).to_be_visible()
    sam.page.get_by_role("link", name="What changed and when").click()
    expect(sam.page.get_by_text("With help from Ann").first).to_be_visible()
    # and after he stops, Ann's next look is at an unknown page
    sam.page.goto(f"/people/{me}/carers")
    sam.page.get_by_role("button", name=named("Stop sharing", "Ann")).click()
    assert ann.goto(f"/carer/people/{me}/plan").status == 404
    assert sam.page.complaints == desk.page.complaints == []


def test_ann_suggests_and_sam_keeps_it_beside_his_words(somebody, surgery):
    sam, desk, ann = Phone(somebody()), Desk(somebody(desk=True)), somebody()
    sam.be("Sam Carter")
    me = id_on(sam)
    share(sam.page, me, "My goals", "What matters most to me")
    desk.be("Rita Booking")
    sam.page.goto("/sign-in/desk")
    give_code(sam, vouch(desk, me), BORN)
    sam.page.goto(f"/people/{me}/carers")
    sam.page.get_by_role("link", name=named("Let them do more than read", "Ann")).click()
    for part, right in (("My goals", "They can suggest something"), ("What matters most to me", "They can only read it")):
        sam.page.get_by_role("group", name=part).get_by_label(right).check()
    sam.page.get_by_role("button", name="Save").click()
    # when Ann suggests
    come_in(ann, surgery)
    ann.get_by_role("link", name="The plan of Sam Carter").click()
    ann.get_by_role("link", name=named("Suggest something", "Goals")).click()
    ann.get_by_label("What do you suggest?").fill("Shall we go on Tuesdays?")
    ann.get_by_role("button", name="Send").click()
    expect(ann.get_by_text("Sent to Sam Carter.")).to_be_visible()
    # then Sam reads it beside his plan with who and when, and keeps it there
    sam.page.goto(f"/people/{me}/plan")
    expect(sam.page.locator("#beside")).to_contain_text("Ann suggested this on")
    sam.page.get_by_role("link", name="Say what you think of it").click()
    sam.page.get_by_role("button", name="Thank you, keep it").click()
    expect(sam.page.get_by_text("You said thank you, and kept it")).to_be_visible()
    sam.page.goto(f"/people/{me}/plan")
    expect(sam.page.locator("#beside")).to_contain_text("Shall we go on Tuesdays?")
    assert sam.page.complaints == ann.complaints == []
