"""A copy of the plan on the phone: kept by choice, locked, read without a signal, and gone when it should be."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.copy import READ, WORDS, expect_gone, keep_by_words, sure, unlock, without_signal
from e2e.screens.finger import Finger
from e2e.screens.left_behind import left_behind, listed
from e2e.screens.no_signal import wait_until_kept
from e2e.screens.phone import Phone
from webapp.accounts.models import PlanCopy
from webapp.home.offline import COPY_FILES
from webapp.web.pages import static

DATED = re.compile(r"This is your plan as it was on \w+day \d{1,2} \w+ 20\d\d\.")


@pytest.fixture
def page(somebody):
    return somebody()


@pytest.fixture
def me(page, surgery) -> str:
    return sure(page, surgery)


def test_it_is_read_without_a_signal_and_nothing_of_it_stays_on_the_page(page, surgery, me):
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": surgery.url}])
    keep_by_words(page, me)
    without_signal(page)
    expect(page.locator("html[data-theme=dark]")).to_be_attached()
    page.get_by_role("button", name=READ).click()
    unlock(page, "otter lemon boat piano")
    expect(page.get_by_text(DATED)).to_be_visible()
    expect(page.locator("[data-plan]")).to_contain_text("Danger signs, and what to do")
    page.goto("/help")
    page.go_back()
    expect(page.get_by_role("button", name=READ)).to_be_visible()
    assert "Danger signs" not in page.content() and page.get_by_label("Your own words").input_value() == ""


def test_ten_wrong_tries_empty_it_and_right_words_in_between_begin_the_count_anew(page, me):
    keep_by_words(page, me)
    without_signal(page)
    page.get_by_role("button", name=READ).click()
    unlock(page, "otter lemon boat")
    expect(page.get_by_text("You can try 9 more times.")).to_be_visible()
    unlock(page, WORDS)
    page.get_by_role("button", name="Close my plan").click()
    page.get_by_role("button", name=READ).click()
    for left in range(9, 0, -1):
        unlock(page, "not these words")
        expect(page.get_by_text(f"You can try {left} more time")).to_be_visible()
    unlock(page, "not these words")
    expect_gone(page)
    unlock_is_over(page)


def unlock_is_over(page) -> None:
    page.reload()
    expect(page.get_by_role("heading", name="There is no signal")).to_be_visible()
    expect(page.get_by_role("button", name=READ)).to_be_hidden()


def test_after_thirty_days_without_a_word_from_the_server_it_is_gone_though_the_clock_is_set_back(page, me):
    keep_by_words(page, me)
    page.clock.install(time=datetime.now() + timedelta(days=29))
    without_signal(page)
    expect(page.get_by_role("button", name=READ)).to_be_visible()
    opened_at(page, datetime.now())
    expect(page.get_by_role("button", name=READ)).to_be_visible()
    opened_at(page, datetime.now() + timedelta(days=2))
    expect_gone(page)


def opened_at(page, clock: datetime) -> None:
    """Set while no page of ours is open: one that still looks at its copy would end it at once, and say so where nobody reads it."""
    page.goto("about:blank")
    page.clock.set_system_time(clock)
    page.goto("/my-plan")


def test_out_of_sight_for_five_minutes_it_closes(page, me):
    keep_by_words(page, me)
    page.clock.install()
    without_signal(page)
    page.get_by_role("button", name=READ).click()
    unlock(page, WORDS)
    expect(page.locator("[data-plan]")).to_contain_text("Sam Carter")
    page.evaluate("() => { Object.defineProperty(document, 'visibilityState', {value: 'hidden'}); document.dispatchEvent(new Event('visibilitychange')); }")
    page.clock.fast_forward("04:50")
    expect(page.locator("[data-plan]")).to_contain_text("Sam Carter")
    page.clock.fast_forward("00:11")
    expect(page.locator("[data-plan]")).to_be_empty()


def test_ended_from_another_phone_it_is_gone_when_this_one_hears_of_it(page, surgery, somebody, me):
    keep_by_words(page, me)
    other = somebody()
    sure(other, surgery)
    other.goto(f"/people/{me}/phones")
    other.get_by_role("button", name="Take the copy off").click()
    expect(other.get_by_role("heading", name="Copies of my plan")).to_be_hidden()
    page.goto("/offline/en")
    expect_gone(page)


def test_numbers_are_refused_and_words_are_made_for_whoever_wants_them(page, me):
    page.goto(f"/people/{me}/plan/copy")
    box = page.get_by_label("4 words that only you know")
    for typed, said in (("123456", "Numbers alone are found out fast."), ("my plan", "That is too short.")):
        box.fill(typed)
        page.get_by_role("button", name="Keep the copy").click()
        expect(page.get_by_text(said)).to_be_visible()
    page.get_by_role("button", name="Give me 4 words").click()
    expect(box).to_have_value(re.compile(r"^\w+( \w+){3}$"))
    page.get_by_role("button", name="Keep the copy").click()
    expect(page.get_by_text("Your plan is on this phone now.")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Take it off this phone").click()
    expect(page.get_by_role("heading", name="My phones")).to_be_visible()
    wait_until_kept(page, "notes", "copy", wanted=False)


def test_it_stays_at_sign_out_sealed_and_is_not_there_for_anybody_else(page, surgery, me):
    keep_by_words(page, me)
    Phone(page).sign_out()
    expect(page.get_by_text("The copy of your plan stays on this phone, locked.")).to_be_visible()
    left = left_behind(page)
    assert set(left.files) == listed() | set(map(static, COPY_FILES))
    [copy] = [row for row in left.stores["notes"] if row["name"] == "copy"]
    assert set(copy) == {"name", "whose", "token", "way", "salt", "rounds", "credential", "iv", "sealed", "tries", "contact", "latest", "ahead", "asked"}
    assert not re.search(r"Sam C|Carter|otter|Otter|Danger|/people/[0-9a-f]", left.readable)
    # Somebody else comes in on this phone: nothing is offered, nothing is said, and nothing is disturbed.
    page.goto(f"/people/{sure(page, surgery, 'Gwen')}/plan/copy")
    expect(page.get_by_text("This phone cannot keep a copy.")).to_be_visible()
    without_signal(page)
    expect(page.locator("html[data-ready]")).to_be_attached()
    assert page.get_by_role("button", name=READ).is_hidden()
    page.context.set_offline(False)
    Phone(page).sign_out()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    wait_until_kept(page, "notes", "now", wanted=False)
    assert page.get_by_text("The copy of your plan stays").is_hidden()
    without_signal(page)
    page.get_by_role("button", name=READ).click()
    unlock(page, WORDS)
    expect(page.locator("[data-plan]")).to_contain_text("Sam Carter")


def test_signed_out_it_is_taken_off_with_one_press(page, surgery, me):
    keep_by_words(page, me)
    Phone(page).sign_out()
    page.get_by_role("button", name="Take it off this phone").click()
    expect(page.get_by_text("The copy is off this phone.")).to_be_visible()
    wait_until_kept(page, "notes", "copy", wanted=False)
    with surgery.database.reading() as session:
        assert session.exec(select(PlanCopy).where(PlanCopy.ended_at.is_(None))).all() == []


def add_passkey(page, me: str) -> None:
    page.goto(f"/people/{me}/passkeys")
    page.get_by_label("What do you call this phone?").fill("My blue phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="My blue phone")).to_be_visible()


def test_the_phones_own_passkey_locks_it_and_only_that_finger_opens_it(page, me):
    finger = Finger(page, gives_secrets=True)
    add_passkey(page, me)
    page.goto(f"/people/{me}/plan/copy")
    page.get_by_role("button", name="Lock it and keep it").click()
    expect(page.get_by_text("Your plan is on this phone now.")).to_be_visible()
    without_signal(page)
    page.get_by_role("button", name=READ).click()
    expect(page.locator("[data-plan]")).to_contain_text("Sam Carter")
    page.get_by_role("button", name="Close my plan").click()
    finger.is_theirs(False)
    page.get_by_role("button", name=READ).click()
    expect(page.get_by_text("That did not work. Please try again.")).to_be_visible()
    # when the passkey is taken away, the copy goes with it
    page.context.set_offline(False)
    page.goto(f"/people/{me}/passkeys")
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("You have no passkey.")).to_be_visible()
    page.goto("/offline/en")
    expect_gone(page)


def test_a_passkey_that_can_lock_nothing_leaves_words(page, me):
    Finger(page)
    add_passkey(page, me)
    page.goto(f"/people/{me}/plan/copy")
    page.get_by_role("button", name="Lock it and keep it").click()
    expect(page.get_by_text("Your passkey cannot lock it on this phone. Use words.")).to_be_visible()
    expect(page.get_by_role("button", name="Keep the copy")).to_be_visible()
