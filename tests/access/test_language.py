"""Every page there is, for somebody who may open it: whatever is typed in it is still there in the other language, and nothing is saved."""

import pytest

from tests.access.cast import CARERS, PERSONAS
from tests.access.table import Row, rows
from tests.browsing import markup
from tests.typing_in import Pages, kept, pressed, type_in

NO_PAGES = (
    "healthz",
    "cohorts.cohort_count",
    "readyz",
    "metrics",
    "static_file",
    "messages.notify_callback",
    "doors.sign_out",
    "home.language",
    "home.choose_look",
    "home.manifest",
    "home.worker",
    # One page a language, and no server to change it.
    "home.without_a_signal",
    "home.urgent_words",
    "sittings.time_left",
    # Files.
    "questionnaires.answers_file",
    "questionnaires.desk_answers_file",
    "bundles.plan_file",
    "albums.piece_file",
)
ROWS = [row for row in rows() if row.endpoint not in NO_PAGES and not row.is_demo]
READING = [row for row in ROWS if "GET" in row.methods]
UNSAFE = [row for row in ROWS if "POST" in row.methods]
# Whoever sees most of a page first.
ORDER = ("strong", "clinician", "own", "letterbox", "nobody", *CARERS, *PERSONAS)
# What looking at a page may write: that somebody looked, and that a pack was opened.
OF_A_LOOK = ("INSERT INTO access_log", "UPDATE sign_in SET seen_at", "UPDATE pack SET opened")


def somebody(row: Row, words=("open", "asks")) -> str | None:
    return next((persona for persona in ORDER if row.cells[persona] in words), None)


def switched(world, browser, page: Pages, status: int, *, script: bool) -> list[str]:
    to, posted = pressed(page, script=script)
    world.writes.clear()
    reply = browser.post(to, posted)
    saved = [statement[:80] for statement in world.writes if not statement.startswith(OF_A_LOOK)]
    reply = browser.follow(reply)
    text = reply.get_data(as_text=True)
    found = [f"saved: {statement}" for statement in saved] + kept(page, Pages(text), script=script)
    found += ["a secret came back"] if "hunter22-password" in text else []
    found += [f"lang is {Pages(text).lang}"] if Pages(text).lang != "cy" else []
    return found if reply.status_code in (200, status) else [f"the switch said {reply.status_code}"]


@pytest.mark.parametrize("row", READING, ids=lambda row: row.name)
def test_nothing_typed_is_lost(world, row):
    persona = somebody(row)
    if persona is None:
        return
    for script in (False, True):
        browser, address = world.browser_again(persona), row.address(world, world.subject)
        reply = browser.get(address)
        page = Pages(markup(reply))
        assert page.lang == "en-GB" and page.switch, f"{address} has no switch"
        for form in page.forms:
            type_in(form)
        assert switched(world, browser, page, reply.status_code, script=script) == [], (persona, script)


@pytest.mark.parametrize("row", UNSAFE, ids=lambda row: row.name)
def test_nothing_is_lost_of_a_page_that_asks_again(world, row):
    """A reply to a post that was not right, with what was typed in it."""
    persona = somebody(row)
    if persona is None:
        return
    subject, browser = world.subject, world.browser_again(persona)
    browser.client.set_cookie("challenge", "of-a-code-that-was-sent")
    for posted in ({}, dict.fromkeys(row.posted(subject), "?!"), {"press": "more"}):
        reply = browser.post(row.address(world, subject), posted)
        page = Pages(markup(reply))
        if reply.mimetype != "text/html" or not page.forms or reply.status_code == 303:
            continue
        assert page.switch, f"{row.name} has no switch"
        for form in page.forms:
            type_in(form)
        assert switched(world, browser, page, reply.status_code, script=True) == [], (persona, posted)
        browser.client.set_cookie("language", "en")
