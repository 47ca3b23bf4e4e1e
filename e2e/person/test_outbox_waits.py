"""No answer, a busy or broken server, a lost receipt, nobody signed in: it waits, says so, and is written once. In a real browser."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from e2e.screens.no_signal import BOX, PACK, QUESTION, WAITING, answers, expect_kept, kept_words, on_its_way, pack_of, receipts, say_online, signal_again, write
from e2e.screens.phone import until_sent
from webapp.accounts.models import SignIn
from webapp.base.clock import now

pytestmark = pytest.mark.offline


@pytest.fixture
def pack(somebody):
    return pack_of(somebody())


@pytest.mark.parametrize("answer", ["off", "200", "429", "500", "503"])
def test_no_answer_or_a_busy_server_is_asked_again_later(pack, surgery, answer):
    answers(pack.page, answer)
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    expect(pack.page.get_by_text("Nobody has read it yet.")).to_be_visible()
    signal_again(pack.page)
    expect_kept(pack.page, surgery, QUESTION)


@pytest.mark.firefox
def test_a_lost_receipt_is_asked_for_again_with_the_same_key_and_written_once(pack, surgery):
    before, met = receipts(surgery), surgery.network.met
    lost, came = len(met["lost"]), len(met["on"])
    surgery.network.mode = "lost"
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    assert kept_words(surgery) == [QUESTION]
    surgery.network.mode = "on"
    say_online(pack.page)
    expect_kept(pack.page, surgery, QUESTION)
    # A slow phone has two to send, the save under her fingers and Send itself: each arrives once, whatever was lost of it.
    lost_keys, keys = set(met["lost"][lost:]), set(met["on"][came:])
    assert lost_keys and lost_keys <= keys
    assert receipts(surgery) == before + len(keys)


def test_after_a_lost_answer_the_same_page_goes_on_without_clashing_with_itself(pack, surgery):
    surgery.network.mode = "lost"
    pack.ask("A")
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    pack.ask("A and B")
    surgery.network.mode = "on"
    say_online(pack.page)
    expect_kept(pack.page, surgery, "A", "A and B")


def test_signed_out_meanwhile_it_is_kept_and_sent_after_signing_in_again(pack, surgery):
    write(surgery, sa.update(SignIn).values(ended_at=now()))
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text("Please sign in. Then we send it.")).to_be_visible()
    assert kept_words(surgery) == []
    pack_of(pack.page)
    expect_kept(pack.page, surgery, QUESTION)


def test_a_busy_server_is_given_the_time_it_asks_for_and_then_asked_again(somebody, surgery):
    page = somebody()
    page.clock.install()
    pack = pack_of(page)
    asked = answers(page, "429", {"Retry-After": "60"})
    pack.ask(QUESTION)
    pack.send()
    until_sent(page)
    expect(page.get_by_text(WAITING)).to_be_visible()
    before = len(asked)
    page.clock.fast_forward("00:50")
    assert len(asked) == before
    page.unroute_all()
    page.clock.fast_forward("00:15")
    expect_kept(page, surgery, QUESTION)


def test_an_answer_that_never_comes_is_not_waited_for_long(somebody, surgery):
    page = somebody()
    page.clock.install()
    pack = pack_of(page)
    with on_its_way(page) as held:
        pack.ask(QUESTION)
        with page.expect_request(PACK):
            page.get_by_label(BOX).blur()
        page.clock.fast_forward("00:25")
        expect(page.get_by_text(WAITING)).to_be_visible()
    assert len(held) == 1
    say_online(page)
    expect_kept(page, surgery, QUESTION)


def test_a_page_looked_at_again_sends_what_waits(pack, surgery):
    answers(pack.page, "off")
    pack.ask(QUESTION)
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    pack.page.unroute_all()
    pack.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect_kept(pack.page, surgery, QUESTION)


def test_a_browser_that_keeps_nothing_sends_all_the_same(somebody, surgery):
    page = somebody()
    page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('private', 'SecurityError'); }")
    pack = pack_of(page)
    pack.ask(QUESTION)
    pack.send()
    expect(page.get_by_text("safely sent")).to_be_visible()
    expect_kept(page, surgery, QUESTION)
