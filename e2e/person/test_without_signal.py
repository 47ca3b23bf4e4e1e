"""Words written where there is no signal: kept on the phone, said so, and sent once when the signal is back."""

import pytest
from playwright.sync_api import expect

from e2e.screens.history import until, until_worker
from e2e.screens.phone import Pack, Phone

pytestmark = pytest.mark.offline

KEPT, WAITING = "Kept on this phone. Sent when there is a signal.", "1 answer is still on this phone."


@pytest.fixture
def pack(somebody):
    phone = Phone(somebody())
    phone.be("Gwen Griffiths")
    found = Pack(phone)
    found.expect_ready()
    return found


@pytest.mark.firefox
def test_what_is_sent_without_a_signal_waits_visibly_and_goes_when_it_is_back(pack, surgery):
    page = pack.page
    page.context.set_offline(True)
    pack.ask("Why am I so tired?")
    pack.send()
    expect(page.get_by_text(WAITING)).to_be_visible()
    expect(page.get_by_label("Anything you want to ask or tell us?")).to_have_value("Why am I so tired?")
    page.context.set_offline(False)
    expect(page.get_by_text("Your words are sent now.")).to_be_visible()
    expect(page.get_by_text(WAITING)).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Anything you want to ask or tell us?")).to_have_value("Why am I so tired?")


@pytest.mark.firefox
def test_without_a_signal_every_address_is_the_one_page_and_says_what_waits(pack, surgery):
    page, address = pack.page, pack.page.url
    until_worker(page)
    page.goto(address)
    until(page, "() => Boolean(navigator.serviceWorker.controller)")
    pack.expect_ready()
    # Firefox's driver takes the signal from its pages and not from the worker.
    surgery.out_of_reach()
    pack.ask("Why am I so tired?")
    pack.send()
    expect(page.get_by_text(WAITING)).to_be_visible()
    page.goto("/more")
    expect(page.get_by_role("heading", name="There is no signal")).to_be_visible()
    expect(page.get_by_text("116 123")).to_be_visible()
    expect(page.get_by_text(WAITING)).to_be_visible()
