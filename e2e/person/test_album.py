"""Photos and voice in a plan: a photo from a phone without any script, a voice note from the page's own recorder, and nobody else meets either."""

import pytest
from playwright.sync_api import expect

from e2e.screens.phone import Phone
from e2e.test_every_page import id_of
from tests.albums.brought import photo

LENGTH = """one => new Promise(told => {
  one.onloadedmetadata = () => told(one.duration);
  one.onerror = () => told(-1);
  one.preload = "metadata";
  one.load();
})"""
KEPT = """async () => {
  const all = [];
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) all.push(one.url);
  return all;
}"""


def files(page) -> list[str]:
    return page.locator(".album-photo, audio").evaluate_all("all => all.map(one => one.getAttribute('src'))")


def test_a_photo_is_added_without_any_script_and_is_on_no_other_page_than_theirs(somebody, surgery):
    page, other = somebody(js=False), somebody()
    Phone(page).be("Sam Carter")
    page.goto(f"/people/{id_of(surgery, 'Carter')}/plan/parts/about-me")
    page.get_by_role("link", name="Photos and my voice").click()
    page.get_by_role("link", name="Add a picture").click()
    page.get_by_label("Choose a photo you have").set_input_files({"name": "IMG_1.HEIC", "mimeType": "image/heic", "buffer": photo("HEIF")})
    page.get_by_label("What can be seen? Why does it matter to you?").fill("I stand by the sea.")
    page.get_by_role("button", name="Save").click()
    shown = page.get_by_role("img", name="I stand by the sea.")
    expect(shown).to_be_visible()
    address = files(page)[-1]
    assert shown.evaluate("one => [one.naturalWidth, one.naturalHeight]") == [320, 240]
    Phone(other).be("Dilip Patel")
    # Its sheet has come by now: each page says the same of it.
    other.goto("/help")
    asked, unknown = (other.request.get(one) for one in (address, "/people/nobody/plan/album"))
    assert (asked.status, asked.text()) == (404, unknown.text()) and page.complaints == []


# The light one has no microphone.
@pytest.mark.parametrize("engine", ["whole_chromium"], indirect=True)
def test_a_voice_note_is_recorded_heard_and_waits_for_its_words(somebody, surgery):
    page = somebody(permissions=["microphone"])
    Phone(page).be("Sam Carter")
    page.goto(f"/people/{id_of(surgery, 'Carter')}/plan/album")
    page.get_by_role("link", name="Add my voice").click()
    expect(page.get_by_label("Record it now")).to_be_hidden()
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.locator("[data-clock]")).to_have_text("0:02")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status").filter(has_text="Listen to it")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Only you can hear this now.")).to_be_visible()
    sound = page.locator("audio")
    length = sound.evaluate(LENGTH)
    assert 1 < length < 5
    page.get_by_role("link", name="Voice note 1").click()
    page.get_by_label("What do you say in it?").fill("Please speak slowly with me.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Please speak slowly with me.", exact=True)).to_be_visible()
    kept = page.evaluate(KEPT)
    assert [one for one in kept if "album" in one] == [] and page.complaints == []
