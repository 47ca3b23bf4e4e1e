"""What the server will not take as it is: set aside, shown with its words, and in nobody's way."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from e2e.screens.no_signal import BOX, PACK, QUESTION, WAITING, aged, expect_kept, hold_back, kept_words, pack_of, without_keys, write
from webapp.base.clock import today
from webapp.pathway.models import Cycle
from webapp.people.models import Registration

pytestmark = pytest.mark.offline


@pytest.fixture
def pack(somebody):
    return pack_of(somebody())


@pytest.fixture
def on_a_tablet(somebody):
    """The same person wrote elsewhere meanwhile."""
    other = pack_of(somebody())
    other.ask("From my tablet")
    expect(other.page.get_by_text("Saved with your GP surgery.")).to_be_visible()


def test_rights_withdrawn_since_the_words_are_kept_and_can_be_copied(pack, surgery):
    write(surgery, sa.update(Registration).values(ended_on=today()))
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text("These words cannot be sent any more.")).to_be_visible()
    # A small save on the way before may have been refused too: the same words stand there once.
    expect(pack.page.locator("#kept [data-entry]")).to_have_count(1)
    expect(pack.page.locator("#kept blockquote").last).to_have_text(QUESTION)
    pack.page.get_by_role("button", name="Take it off this phone").last.click()
    expect(pack.page.locator("#kept [data-entry]")).to_have_count(0)


def test_a_form_that_is_closed_shows_the_words_to_be_copied(pack, surgery):
    write(surgery, sa.update(Cycle).values(closed_on=today()))
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text("These questions are closed.")).to_be_visible()
    expect(pack.page.locator("#kept blockquote").last).to_have_text(QUESTION)


def test_words_older_than_the_receipts_are_shown_and_not_sent_by_themselves(pack, surgery):
    hold_back(pack.page)
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    aged(pack.page, days=31)
    pack.page.context.unroute_all()
    pack.page.reload()
    expect(pack.page.get_by_text("These words are more than 30 days old.")).to_be_visible()
    assert kept_words(surgery) == []
    # read once more, they go as any form does
    pack.page.get_by_role("button", name="Look at it").last.click()
    expect_kept(pack.page, surgery, QUESTION)


def test_what_was_damaged_on_its_way_is_shown_and_goes_after_a_look(pack, surgery):
    def damage(route):
        sent = route.request.headers
        route.continue_(headers={**sent, "outbox-hash": "0"}) if "outbox-key" in sent else route.fallback()

    pack.page.route(PACK, damage)
    pack.ask(QUESTION)
    expect(pack.page.get_by_text("Some words need your eyes before we send them.")).to_be_visible()
    assert kept_words(surgery) == []
    pack.page.get_by_role("button", name="Look at it").last.click()
    expect_kept(pack.page, surgery, QUESTION)


def test_words_that_no_longer_open_hold_up_no_others(pack, surgery):
    hold_back(pack.page)
    pack.ask("Sealed with a key that is gone")
    expect(pack.page.get_by_text(WAITING)).to_be_visible()
    without_keys(pack.page)
    pack.page.context.unroute_all()
    pack.page.reload()
    pack.expect_ready()
    pack.ask(QUESTION)
    expect_kept(pack.page, surgery, QUESTION)


def test_too_many_words_lead_to_a_page_that_says_so_and_they_are_still_there(pack):
    box = pack.page.get_by_label(BOX)
    box.evaluate("box => { box.removeAttribute('maxlength'); box.value = 'y'.repeat(4001); }")
    pack.send()
    expect(pack.page.get_by_text("Make them shorter.").first).to_be_visible()
    expect(box).to_have_value("y" * 4001)


def test_more_than_the_server_takes_at_all_is_said_kindly_and_the_words_are_still_there(pack):
    address, form = pack.page.url, pack.page.locator("form[data-outbox]")
    form.evaluate("form => form.insertAdjacentHTML('beforeend', `<input type='hidden' name='big' value='${'y'.repeat(6100000)}'>`)")
    pack.ask(QUESTION)
    pack.send()
    expect(pack.page.get_by_role("heading", name="That is too big for us")).to_be_visible()
    pack.page.goto(address)
    expect(pack.page.get_by_label(BOX)).to_have_value(QUESTION)


@pytest.mark.firefox
def test_a_stale_save_leads_to_both_texts(pack, on_a_tablet, surgery):
    pack.ask(QUESTION)
    pack.page.get_by_label(BOX).blur()
    expect(pack.page.get_by_text("Someone else wrote here too. Press Save to see both.")).to_be_visible()
    assert kept_words(surgery) == ["From my tablet"]
    pack.send()
    expect(pack.page.get_by_text("Someone else wrote here too. Read both, then press Save.")).to_be_visible()
    expect(pack.page.get_by_text("From my tablet")).to_be_visible()
    expect(pack.page.get_by_label(BOX)).to_have_value(QUESTION)
    pack.page.get_by_role("button", name="Send", exact=True).click()
    expect(pack.page.get_by_text("safely sent")).to_be_visible()
    assert kept_words(surgery)[-1] == QUESTION
