"""The nurse's time is over in the middle of the conversation: she was called away. What she wrote is there when she is back."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from e2e.screens.desk import Desk
from webapp.accounts.models import SignIn
from webapp.base.clock import now

WROTE = "Walks to the shop again"


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_what_the_nurse_wrote_is_back_after_she_was_signed_out(somebody, surgery, js):
    # given Nadia writes in the conversation, and is called away for longer than a desk may stand open
    desk = Desk(somebody(desk=True, js=js))
    desk.be("Nurse Nadia Green")
    page = desk.page
    page.goto("/staff/talks")
    page.locator("a[href$='/conversation']").first.click()
    written = page.locator("textarea[name^='professional-']")
    written.fill(WROTE)
    page.wait_for_load_state("networkidle")
    with surgery.database.writing() as session:
        session.execute(sa.update(SignIn).values(seen_at=now() - timedelta(minutes=16)))
    # when she looks at the page again, or presses Save
    if js:
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.get_by_role("heading", name="Staff sign-in")).to_be_visible()
    else:
        desk.press("Save")
        expect(page.get_by_text("What you just wrote is kept.")).to_be_visible()
    assert WROTE not in page.content()
    # then it is where she wrote it as soon as she is signed in, and one press saves it
    desk.be("Nurse Nadia Green")
    expect(page.get_by_text("What you wrote is back.")).to_be_visible()
    expect(written).to_have_value(WROTE)
    desk.press("Save")
    expect(written).to_have_value(WROTE)
    expect(page.get_by_text("What you wrote is back.")).to_have_count(0)
