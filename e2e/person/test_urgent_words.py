"""Chest pain typed into a box that nobody watches: whom to phone stands beside it at once, and nothing is in the way."""

import pytest
from playwright.sync_api import expect

from e2e.screens.phone import Pack, Phone

OFFER = "Do you need help now?"


@pytest.fixture
def pack(somebody):
    phone = Phone(somebody())
    # The worker has begun before she comes in.
    phone.page.goto("/demo")
    phone.be("Gwen Griffiths")
    found = Pack(phone)
    found.expect_ready()
    return found


def test_beside_the_box_999_and_111_and_it_is_sent_all_the_same(pack):
    page, offer = pack.page, pack.page.get_by_role("status").filter(has_text=OFFER)
    pack.ask("Why am I so tired?")
    expect(offer).to_have_count(0)
    pack.ask("I have had chest pain since this morning")
    page.get_by_label("Anything you want to ask or tell us?").blur()
    expect(offer.first).to_be_visible()
    expect(offer.first.get_by_role("link", name="Phone 999")).to_have_attribute("href", "tel:999")
    expect(offer.first.get_by_role("link", name="Phone 111")).to_have_attribute("href", "tel:111")
    pack.send()
    expect(page.get_by_text("safely sent")).to_be_visible()
    expect(offer.first).to_be_visible()
    page.goto("/more")
    expect(offer).to_have_count(0)


@pytest.mark.offline
def test_without_a_signal_too(pack):
    pack.page.get_by_label("Anything you want to ask or tell us?").focus()
    expect(pack.page.locator("script[src*='urgent.js']")).to_be_attached()
    pack.page.wait_for_load_state("networkidle")
    pack.page.context.set_offline(True)
    pack.ask("I want to kill myself")
    expect(pack.page.get_by_role("status").filter(has_text=OFFER).first).to_be_visible()


def test_without_script_the_page_after_saving_offers_it(somebody):
    phone = Phone(somebody(js=False))
    phone.be("Gwen Griffiths")
    phone.page.get_by_label("Anything you want to ask or tell us?").fill("I think I am having a stroke")
    phone.go_on("Send")
    expect(phone.page.get_by_text("safely sent")).to_be_visible()
    expect(phone.page.get_by_text(OFFER).first).to_be_visible()
