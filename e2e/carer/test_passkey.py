"""A passkey on a real browser with a pretend finger: added once the desk has seen Sam, shown at the door, taken away."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from e2e.screens.carer import come_in, give_code, id_on, share, vouch
from e2e.screens.desk import Desk
from e2e.screens.finger import Finger
from e2e.screens.phone import Phone

BORN = date(1950, 3, 14)


@pytest.fixture
def sam(somebody) -> Phone:
    phone = Phone(somebody())
    phone.finger = Finger(phone.page)
    phone.be("Sam Carter")
    return phone


def add_passkey(sam: Phone, desk: Desk, me: str) -> None:
    sam.page.goto(f"/people/{me}/passkeys")
    sam.page.get_by_role("link", name="How can I do that?").click()
    sam.page.get_by_role("link", name="I have a code from the GP surgery").click()
    give_code(sam, vouch(desk, me), BORN)
    sam.page.get_by_label("What do you call this phone?").fill("My blue phone")
    sam.page.get_by_role("button", name="Add a passkey").click()
    expect(sam.page.get_by_role("heading", name="My blue phone")).to_be_visible()


def use_passkey(sam: Phone) -> None:
    sam.page.get_by_role("button", name="Use my passkey").click()


def test_sam_adds_a_passkey_signs_in_with_it_and_lets_ann_write_with_him(somebody, surgery, sam):
    desk, ann, me = Desk(somebody(desk=True)), somebody(), id_on(sam)
    desk.be("Rita Booking")
    add_passkey(sam, desk, me)
    share(sam.page, me, "My goals")
    # when he comes back, by his finger alone
    sam.sign_out()
    sam.page.goto("/sign-in")
    sam.page.get_by_role("link", name="I have a passkey").click()
    use_passkey(sam)
    expect(sam.page).to_have_url(f"{surgery.url}/people/{me}/pack")
    # then we are sure that it is him
    sam.page.goto(f"/people/{me}/carers")
    sam.page.get_by_role("link", name="Let them do more than read").last.click()
    sam.page.get_by_label("They can write in it with me").check()
    sam.page.get_by_role("button", name="Save").click()
    come_in(ann, surgery)
    ann.goto(f"/carer/people/{me}/plan")
    expect(ann.get_by_role("link", name="Write this together").first).to_be_visible()
    assert sam.page.complaints == ann.complaints == []


def test_somebody_elses_finger_an_answer_used_before_and_a_passkey_taken_away_open_nothing(somebody, surgery, sam):
    desk, me = Desk(somebody(desk=True)), id_on(sam)
    desk.be("Rita Booking")
    add_passkey(sam, desk, me)
    sam.sign_out()
    # given somebody else's finger
    sam.page.goto("/sign-in/passkey")
    sam.finger.is_theirs(False)
    use_passkey(sam)
    expect(sam.page.get_by_text("It did not work. Try again, or sign in another way.")).to_be_visible()
    # given an answer that worked, sent once more
    sam.finger.is_theirs(True)
    with sam.page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/sign-in/passkey")) as sent:
        use_passkey(sam)
    expect(sam.page).to_have_url(f"{surgery.url}/people/{me}/pack")
    again = {"credential": parse_qs(sent.value.post_data)["credential"][0]}
    thief = somebody()
    thief.goto("/sign-in/passkey")
    thief.request.post("/sign-in/passkey/challenge", headers={"Sec-Fetch-Site": "same-origin"})
    assert thief.request.post("/sign-in/passkey", form=again, headers={"Sec-Fetch-Site": "same-origin"}).status == 422
    # given it was taken away: what it opened is closed, and it opens nothing more
    sam.page.goto(f"/people/{me}/passkeys")
    sam.page.get_by_role("button", name="Take it away").click()
    expect(sam.page.get_by_role("heading", name="Sign in")).to_be_visible()
    sam.page.goto("/sign-in/passkey")
    use_passkey(sam)
    expect(sam.page.get_by_text("Your phone did not show a passkey.").first).to_be_visible()


def test_without_script_the_door_says_kindly_that_there_is_another_way(somebody, surgery):
    phone = Phone(somebody(js=False))
    phone.page.goto("/sign-in/passkey")
    use_passkey(phone)
    expect(phone.page.get_by_text("Your phone did not show a passkey. Try again, or sign in another way.").first).to_be_visible()
    expect(phone.page.get_by_role("link", name="Sign in with my phone number")).to_be_visible()
