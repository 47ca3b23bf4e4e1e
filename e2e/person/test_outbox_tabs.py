"""Tabs, the worker and two people on one phone: each sending goes once, and only as whoever wrote it."""

import pytest
from playwright.sync_api import expect

from e2e.screens.history import until, until_worker
from e2e.screens.no_signal import PACK, QUESTION, WAITING, expect_kept, hold_back, kept_words, on_its_way, pack_of, receipts, say_online, until_kept
from e2e.screens.worker_line import WorkerLine

pytestmark = pytest.mark.offline


@pytest.fixture
def pack(somebody):
    return pack_of(somebody())


def test_two_presses_before_the_next_page_are_one(pack, surgery):
    pack.ask(QUESTION)
    send = pack.page.get_by_role("button", name="Send", exact=True)
    send.evaluate("button => { for (const _ of [1, 2, 3]) button.click(); }")
    expect(pack.page.get_by_role("heading", level=1)).not_to_contain_text("Get ready")
    expect_kept(pack.page, surgery, QUESTION)
    assert receipts(surgery) <= 2, "the small save and the press"


@pytest.mark.parametrize("locks", [True, False], ids=["with locks", "a browser without locks"])
def test_two_tabs_at_once_write_each_sending_once(somebody, surgery, locks):
    page = somebody()
    if not locks:
        page.context.add_init_script("Object.defineProperty(Navigator.prototype, 'locks', {value: undefined})")
    pack = pack_of(page)
    hold_back(pack.page)
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    # Heard from before there are other tabs: what one of them begins at once may be let go with all that was held back.
    keys = []
    pack.page.context.on("response", lambda reply: keys.append(reply.request.headers["outbox-key"]) if "outbox-key" in reply.request.headers else None)
    tabs = [pack.page, *(pack.page.context.new_page() for _ in range(2))]
    for tab in tabs[1:]:
        tab.goto(pack.page.url, wait_until="commit")
    pack.page.context.unroute_all()
    for tab in tabs:
        say_online(tab)
    for tab in tabs:
        expect_kept(tab, surgery, QUESTION)
    assert keys and len(set(keys)) <= receipts(surgery)
    assert not locks or len(keys) == len(set(keys))


def test_what_another_tab_sent_meanwhile_leads_on_as_if_this_one_had(pack, surgery):
    hold_back(pack.page)
    pack.ask("A")
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    other = pack.page.context.new_page()
    other.goto("/help")
    # given another tab is sending what waited
    with on_its_way(other):
        with other.expect_request(PACK):
            say_online(other)
        pack.page.context.unroute_all()
        # when this one presses Send meanwhile, its turn comes when all is sent
        pack.ask("A and B")
        pack.page.get_by_role("button", name="Send", exact=True).click(no_wait_after=True)
        until(pack.page, "() => navigator.locks.query().then((found) => found.pending.length)")
    expect(pack.page.get_by_text("safely sent")).to_be_visible()
    expect_kept(pack.page, surgery, "A", "A and B")


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


def test_sent_while_somebody_else_is_signed_in_it_is_refused_and_kept_for_its_owner(pack, surgery):
    other = pack.page.context.new_page()
    pack_of(other, "Sam Carter")
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text("Please sign in. Then we send it.")).to_be_visible()
    assert kept_words(surgery) == [] and QUESTION not in kept_words(surgery, given="Sam")
    pack_of(pack.page)
    expect_kept(pack.page, surgery, QUESTION)


def test_with_every_page_closed_the_worker_sends_it_when_the_signal_is_back(whole_chromium, surgery):
    context = whole_chromium.new_context(base_url=surgery.url, locale="en-GB")
    pack = pack_of(context.new_page())
    until_worker(pack.page)
    context.set_offline(True)
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    until(pack.page, "() => navigator.serviceWorker.ready.then((here) => here.sync.getTags()).then((tags) => tags.length)")
    nothing = context.new_page()
    pack.page.close()
    context.set_offline(False)
    WorkerLine(nothing, surgery.url).signal_is_back("outbox")
    until_kept(nothing, surgery, QUESTION)
    context.close()
    assert kept_words(surgery) == [QUESTION]
