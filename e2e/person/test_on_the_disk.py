"""A phone somebody else picks up after sign-out, its browser closed: what the disk holds. Read as whoever has the disk reads it."""

from datetime import date
from urllib.parse import unquote

from playwright.sync_api import expect

from e2e.screens.no_signal import BOX, QUESTION, WAITING, hold_back
from e2e.screens.on_the_disk import cached, found_on, history
from e2e.screens.own_browser import OwnBrowser
from e2e.screens.personal import personal
from e2e.screens.phone import Pack, Phone
from webapp.web.pages import STATIC, static

BORN, NUMBER = date(1960, 2, 6), "07700 900104"
WANT, UNSENT = "To swim in the sea again", "My knees hurt at night"


def whole_journey(own: OwnBrowser, surgery) -> None:
    """In by the front door; a question sent, a goal, every page that More leads to; and words that never went."""
    page, phone = own.page, Phone(own.page)
    phone.come_in(surgery, NUMBER, BORN)
    pack = Pack(phone)
    pack.expect_ready()
    pack.ask(QUESTION)
    pack.send()
    expect(page.get_by_text("safely sent")).to_be_visible()
    page.goto("/more")
    leads = page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
    for path in leads:
        page.goto(path)
    page.goto(next(path for path in leads if path.endswith("/plan")))
    page.get_by_role("button", name="Write my first goal").or_(page.get_by_role("button", name="Add a goal")).click()
    expect(page.locator("html[data-ready]")).to_be_attached()
    page.locator('form[data-outbox] textarea[name^="want-"]').press_sequentially(WANT)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name=WANT)).to_be_visible()
    page.goto(next(path for path in leads if path.endswith("/pack")))
    hold_back(page)
    pack.expect_ready()
    page.get_by_label(BOX).press_sequentially(UNSENT)
    pack.send()
    expect(page.get_by_text(WAITING)).to_be_visible()


def test_after_a_journey_and_sign_out_the_disk_holds_the_listed_files_and_nothing_of_hers(own, surgery):
    whole_journey(own, surgery)
    Phone(own.page).sign_out()
    expect(own.page.get_by_role("heading", name="You are signed out")).to_be_visible()
    own.page.wait_for_load_state("networkidle")
    own.close()
    files, ours = own.address + static(""), {address: body for address, body in cached(own.profile).items() if address.startswith(own.address)}
    assert ours and [address for address in ours if not address.startswith(files)] == []
    assert [address for address, body in ours.items() if body != (STATIC / address.removeprefix(files)).read_bytes()] == []
    with surgery.database.reading() as session:
        hers = [*personal(session, "Gwen"), "Gwen", QUESTION, WANT, UNSENT]
    assert found_on(own.profile, hers) == []
    pages = history(own.profile)
    outside = " ".join(f"{unquote(address)} {title}" for address, title in pages.items()).lower()
    assert any("/plan/goals/" in address for address in pages) and [one for one in hers if one.lower() in outside] == []
