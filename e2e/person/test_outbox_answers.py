"""Every answer a sending may get, in a real browser: what is kept, what is said, and that it is written once."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from e2e.screens.no_signal import BOX, QUESTION, WAITING, answers, expect_kept, hold_back, kept_words, pack_of, receipts, say_online, signal_again
from webapp.accounts.models import SignIn
from webapp.base.clock import now, today
from webapp.pathway.models import Cycle
from webapp.people.models import Registration


@pytest.fixture
def pack(somebody):
    return pack_of(somebody())


def write(surgery, statement) -> None:
    with surgery.database.writing() as session:
        session.execute(statement)


@pytest.mark.parametrize("answer", ["off", "429", "500", "503"])
def test_no_answer_or_a_busy_server_is_asked_again_later(pack, surgery, answer):
    answers(pack.page, answer)
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    expect(pack.page.get_by_text("Nobody has read it yet.")).to_be_visible()
    signal_again(pack.page)
    expect_kept(pack.page, surgery, QUESTION)


def test_two_presses_before_the_next_page_are_one(pack, surgery):
    pack.ask(QUESTION)
    send = pack.page.get_by_role("button", name="Send", exact=True)
    posted = []
    pack.page.on("request", lambda asked: posted.append(asked.post_data) if asked.method == "POST" and "press=send" in (asked.post_data or "") else None)
    send.evaluate("button => { for (const _ of [1, 2, 3]) button.click(); }")
    expect(pack.page.get_by_role("heading", level=1)).not_to_contain_text("Get ready")
    expect_kept(pack.page, surgery, QUESTION)
    assert len(posted) == 1


def test_a_lost_receipt_is_asked_for_again_with_the_same_key_and_written_once(pack, surgery):
    answers(pack.page, "lost")
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    assert kept_words(surgery) == [QUESTION]
    before = receipts(surgery)
    signal_again(pack.page)
    expect_kept(pack.page, surgery, QUESTION)
    assert receipts(surgery) == before


def test_after_a_lost_answer_the_same_page_goes_on_without_clashing_with_itself(pack, surgery):
    answers(pack.page, "lost")
    pack.ask("A")
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    pack.ask("A and B")
    signal_again(pack.page)
    expect_kept(pack.page, surgery, "A", "A and B")


def test_signed_out_meanwhile_it_is_kept_and_sent_after_signing_in_again(pack, surgery):
    write(surgery, sa.update(SignIn).values(ended_at=now()))
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text("Please sign in. Then we send it.")).to_be_visible()
    assert kept_words(surgery) == []
    pack_of(pack.page)
    expect_kept(pack.page, surgery, QUESTION)


def test_rights_withdrawn_since_the_words_are_kept_and_can_be_copied(pack, surgery):
    write(surgery, sa.update(Registration).values(ended_on=today()))
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text("These words cannot be sent any more.")).to_be_visible()
    expect(pack.page.locator("#kept blockquote").last).to_have_text(QUESTION)
    pack.page.get_by_role("button", name="Take it off this phone").last.click()
    expect(pack.page.locator("#kept [data-entry]")).to_have_count(0)


def test_a_form_that_is_closed_shows_the_words_to_be_copied(pack, surgery):
    write(surgery, sa.update(Cycle).values(closed_on=today()))
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text("These questions are closed.")).to_be_visible()
    expect(pack.page.locator("#kept blockquote").last).to_have_text(QUESTION)


def test_words_of_somebody_else_wait_unseen_and_go_when_their_owner_is_back(pack, surgery):
    hold_back(pack.page)
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    pack_of(pack.page, "Sam Carter")
    pack.page.context.unroute_all()
    pack.page.reload()
    expect(pack.page.locator("html[data-ready]")).to_be_attached()
    expect(pack.page.locator("#kept")).to_be_hidden()
    assert QUESTION not in pack.page.content() and kept_words(surgery) == []
    pack_of(pack.page)
    expect_kept(pack.page, surgery, QUESTION)


def test_a_stale_save_leads_to_both_texts(pack, somebody, surgery):
    other = pack_of(somebody())
    other.ask("From my tablet")
    expect(other.page.get_by_text("Saved with your GP surgery.")).to_be_visible()
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text("Someone else wrote here too. Read both, then press Save.")).to_be_visible()
    expect(pack.page.get_by_text("From my tablet")).to_be_visible()
    expect(pack.page.get_by_label(BOX)).to_have_value(QUESTION)
    pack.page.get_by_role("button", name="Send", exact=True).click()
    expect(pack.page.get_by_text("safely sent")).to_be_visible()
    assert kept_words(surgery)[-1] == QUESTION


def test_two_tabs_at_once_send_each_sending_once(pack, surgery):
    hold_back(pack.page)
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    tabs = [pack.page, *(pack.page.context.new_page() for _ in range(2))]
    for tab in tabs[1:]:
        tab.goto(pack.page.url, wait_until="commit")
    keys = []
    pack.page.context.on("request", lambda request: keys.append(request.headers["outbox-key"]) if "outbox-key" in request.headers else None)
    pack.page.context.unroute_all()
    for tab in tabs:
        say_online(tab)
    for tab in tabs:
        expect_kept(tab, surgery, QUESTION)
    assert keys and len(keys) == len(set(keys)) <= receipts(surgery)
