"""Sam's time is over: a warning, one tap to stay, and afterwards the page as it was, with the words in it. The browser's clock is told what time it is."""

from datetime import timedelta

import sqlalchemy as sa
from playwright.sync_api import expect

from e2e.screens.history import until
from e2e.screens.phone import Phone
from webapp.accounts.models import SignIn
from webapp.base.clock import now

ASK = "Why am I so tired?"


def quiet_for(surgery, minutes: int) -> None:
    """Nobody asked for anything so long."""
    with surgery.database.writing() as session:
        session.execute(sa.update(SignIn).values(seen_at=now() - timedelta(minutes=minutes)))


def at_the_pack(somebody) -> Phone:
    phone = Phone(somebody())
    phone.page.clock.install()
    phone.be("Sam Carter")
    phone.page.get_by_label("Anything you want to ask or tell us?").wait_for()
    until(phone.page, "() => Boolean(document.querySelector('script[src$=\"stay.js\"]'))")
    phone.page.wait_for_load_state("networkidle")
    return phone


def test_two_minutes_before_the_end_a_quiet_notice_and_one_tap_to_stay(somebody, surgery):
    # given Sam reads her pack, and has not touched the phone for 28 minutes
    phone = at_the_pack(somebody)
    box = phone.page.get_by_label("Anything you want to ask or tell us?")
    box.focus()
    quiet_for(surgery, 28)
    # when the time has nearly come
    phone.page.clock.fast_forward("27:00")
    notice = phone.page.get_by_role("alert")
    # then it is said, and takes no focus
    expect(notice).to_contain_text("You are signed out in 2 minutes")
    expect(box).to_be_focused()
    # and one tap gives all the time again
    notice.get_by_role("button", name="Stay signed in").click()
    expect(notice).to_have_count(0)
    with surgery.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(SignIn).where(SignIn.seen_at > now() - timedelta(minutes=1))) >= 1
    assert phone.page.complaints == []


def test_a_tap_to_stay_without_a_signal_says_so_keeps_the_words_and_is_sent_again(somebody, surgery):
    phone = at_the_pack(somebody)
    page = phone.page
    quiet_for(surgery, 28)
    page.clock.fast_forward("27:00")
    expect(page.get_by_role("alert")).to_contain_text("You are signed out in 2 minutes")
    # when the signal goes while she writes on and taps
    page.route("**/stay", lambda route: route.abort())
    page.get_by_label("Anything you want to ask or tell us?").fill(ASK)
    page.get_by_role("button", name="Stay signed in").click()
    # then it is said, and her words are there
    expect(page.get_by_role("alert")).to_contain_text("There is no signal. What you wrote is kept.")
    expect(page.get_by_label("Anything you want to ask or tell us?")).to_have_value(ASK)
    # and with the signal back the tap counts by itself
    page.unroute_all()
    page.clock.fast_forward("00:06")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_text("You stay signed in.")).to_be_visible()


def test_after_the_end_the_birthday_brings_back_the_page_and_the_words(somebody, surgery):
    phone = at_the_pack(somebody)
    page = phone.page
    page.get_by_label("Anything you want to ask or tell us?").fill(ASK)
    quiet_for(surgery, 31)
    page.clock.fast_forward("27:00")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert ASK not in page.content()
    page.get_by_label("Day").fill("14")
    page.get_by_label("Month").fill("3")
    page.get_by_label("Year").fill("1950")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Anything you want to ask or tell us?")).to_have_value(ASK)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("safely sent")).to_be_visible()
    assert [one for one in page.complaints if "401" not in one] == [], "what was on its way when the time ended was refused, and kept"
