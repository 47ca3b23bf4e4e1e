"""What a run through every page leaves behind: in logs, addresses, titles and metrics, nothing about anybody."""

import io
import logging
import re
from contextlib import redirect_stderr

import pytest
import structlog

from tests.access.table import rows
from webapp.base import logs

ROWS = [row for row in rows() if not row.is_demo]


LAST_LINES = ("walk_ended", "library_walk_ended")


@pytest.fixture(scope="module")
def run(world):
    """Every page as every visitor: (whose, reply), and what our own log and every library's said meanwhile."""
    root, written = logging.getLogger(), io.StringIO()
    keep, level = logging.StreamHandler(written), root.level
    root.addHandler(keep)
    root.setLevel(logging.DEBUG)
    try:
        with redirect_stderr(written):
            replies = list(walked(world))
            logs.log.error(LAST_LINES[0])
            root.debug(LAST_LINES[1])
    finally:
        root.setLevel(level)
        root.removeHandler(keep)
    return replies, written.getvalue().splitlines()


def walked(world):
    for row in ROWS:
        for persona in ("nobody", "letterbox", "own", "reception", "clinician", "manager"):
            if row.cells[persona] == "open" and "GET" in row.methods:
                yield row, world.browser(persona).get(row.address(world, world.subject))
    for persona, page in (("own", "pack"), ("letterbox", "letterbox")):
        yield None, world.fresh_browser(persona).post(f"/people/{world.subject.person.id}/{page}", {"words-new": "plum said new", "press": "send"})


def personal(world) -> list[str]:
    return [word for whole in (world.subject, world.another, world.elsewhere) for word in [*whole.canaries, whole.person.given_name, "plum said new"]]


def test_no_log_line_names_anybody_or_repeats_what_they_said(world, run):
    _replies, said = run
    for planted in LAST_LINES:
        assert [line for line in said if planted in line], f"{planted} was not kept: this test has gone blind"
    assert not [(word, line[:120]) for line in said for word in personal(world) if word in line]


def test_no_title_and_no_address_names_anybody(world, run):
    replies, _said = run
    for row, reply in replies:
        page = reply.get_data(as_text=True)
        shown = [reply.headers.get("Location", ""), *re.findall(r"<title>(.*?)</title>", page), *re.findall(r"(?:href|src|action)=\"([^\"]*)\"", page)]
        found = [(word, text) for text in shown for word in personal(world) if word in text and not text.startswith("tel:")]
        assert not found, (row and row.name, found)


def test_the_counts_for_whoever_runs_it_name_nobody(world, run):
    page = world.browser("nobody").get("/metrics").get_data(as_text=True)
    assert "in_my_words_replies" in page
    assert not [word for word in [*personal(world), str(world.subject.person.id), world.subject.secret, world.subject.letter] if word in page]


def test_a_fault_is_logged_without_its_message_wherever_it_happens(world, caplog):
    app, typed, faulty = world.app, "plum said in a fault", world.fresh_browser("own")

    def fault(*_more):
        raise ValueError(f"{typed} {world.subject.name}")

    kept = app.jinja_env.globals["day"]
    app.testing, app.jinja_env.globals["day"] = False, fault
    try:
        with structlog.testing.capture_logs() as entries:
            reply = faulty.get(f"/people/{world.subject.person.id}/pack")
    finally:
        app.testing, app.jinja_env.globals["day"] = True, kept
    [entry] = [entry for entry in entries if entry["event"] == "request_failed"]
    assert reply.status_code == 500 and entry["kind"] == "ValueError" and entry["endpoint"] == "packs.pack"
    shown = str(logs.wordless(entry["exc_info"])) + caplog.text
    assert "ValueError" in shown and "wsgi_app" in shown
    assert not [word for word in [*personal(world), typed] if word in shown]
