"""The sealed file: made without script, opened from a disk with the network off in two browsers, and by nobody who does not know the password."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import PHONE
from e2e.screens.checks import sideways
from e2e.screens.copy import sure
from tests.axe import broken_rules

PASSWORD = "otter lemon boat piano acid"
AS_A_PHONE_TYPES_IT = " Otter. Lemon boat  piano ACID"


@pytest.fixture
def file(somebody, surgery, tmp_path):
    """Sam's, as their browser saved it."""
    page = somebody(js=False, accept_downloads=True)
    page.goto(f"/people/{sure(page, surgery)}/plan/sealed-file")
    for name in ("A password of your own", "The same password again"):
        page.get_by_label(name).fill(PASSWORD)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Make my locked file").click()
    assert saved.value.suggested_filename == "my-locked-file.html"
    saved.value.save_as(tmp_path / "file.html")
    return tmp_path / "file.html"


@pytest.fixture(params=["chromium", "firefox"])
def offline(request):
    """A browser that has no network, and says when it asked for something."""
    context = request.getfixturevalue(request.param).new_context(viewport=PHONE, accept_downloads=True)
    context.set_offline(True)
    page = context.new_page()
    page.asked, page.complaints, page.engine = [], [], request.param
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()


def open_with(page: Page, password: str) -> None:
    page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Open it").click()


def test_it_opens_from_a_disk_without_a_network_and_only_with_its_password(file, offline):
    offline.goto(file.as_uri())
    expect(offline.get_by_role("heading", name="This file is locked")).to_be_visible()
    assert broken_rules(offline) == [] and "Carter" not in offline.content() and offline.title() == "A locked file"
    open_with(offline, "otter lemon boat")
    expect(offline.get_by_text("That did not open it.")).to_be_visible()
    open_with(offline, AS_A_PHONE_TYPES_IT)
    expect(offline.get_by_role("heading", name="My plan: Sam Carter")).to_be_visible()
    expect(offline.get_by_text("That did not open it.")).to_be_hidden()
    assert offline.locator("img").first.evaluate("(drawn) => drawn.complete && drawn.naturalWidth > 0")
    if offline.engine == "chromium":
        assert broken_rules(offline) + sideways(offline, "the open file") == []
        # Firefox's driver does not tell of files that a page makes itself.
        with offline.expect_download() as saved:
            offline.get_by_role("button", name="Save the data").click()
        assert json.loads(saved.value.path().read_text("utf-8"))["resourceType"] == "Bundle"
    offline.get_by_role("button", name="Close and lock").click()
    expect(offline.get_by_label("Your password")).to_have_value("")
    assert "Sam Carter" not in offline.content()
    assert offline.complaints == [] and all(address.startswith(("file:", "data:", "blob:")) for address in offline.asked)


def test_a_byte_that_is_another_is_told_and_a_page_without_script_says_what_to_do(file, chromium):
    text = file.read_text("utf-8")
    place = re.search(r'data-sum="[^"]+">', text).end() + 900
    file.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :], "utf-8")
    for js, said in ((True, "This file is damaged, or somebody changed it."), (False, "It cannot open here yet.")):
        context = chromium.new_context(viewport=PHONE, java_script_enabled=js)
        page = context.new_page()
        page.goto(file.as_uri())
        if js:
            open_with(page, PASSWORD)
        expect(page.get_by_text(said)).to_be_visible()
        assert page.get_by_label("Your password").is_visible() is js
        context.close()
