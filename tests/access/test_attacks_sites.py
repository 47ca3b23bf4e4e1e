"""Posts from other sites, odd methods, odd sizes, and the headers every reply carries."""

import pytest
import structlog

from tests.access.table import rows
from tests.access.test_attacks_typed import let_in
from tests.access.test_matrix import counts
from tests.browsing import Browsing
from webapp.web.fetch_site import came_from_here
from webapp.web.headers import FIXED

ROWS = [row for row in rows() if not row.is_demo]
UNSAFE = [row for row in ROWS if "POST" in row.methods and row.endpoint != "messages.notify_callback"]
ELSEWHERE = {
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "a sister site": {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    "another origin": {"Origin": "https://evil.example"},
    "an origin that only begins like ours": {"Origin": "http://localhost.evil.example"},
    "another port of ours": {"Origin": "http://localhost:8080"},
    "our name over another scheme": {"Origin": "https://localhost"},
    "an origin that hides itself": {"Origin": "null"},
    "nothing said": {},
}
TYPED = "<b>what I typed & meant</b>"


@pytest.mark.parametrize("row", UNSAFE, ids=lambda row: row.name)
def test_a_post_from_elsewhere_is_refused_kindly_and_changes_nothing(world, row):
    browser, address = world.browser(let_in(row) or "clinician"), row.address(world, world.subject)
    before = counts(world)
    world.writes.clear()
    for which, headers in ELSEWHERE.items():
        reply = browser.post(address, row.posted(world.subject) | {"words-hard": TYPED}, site=None, headers=headers)
        page = reply.get_data(as_text=True)
        assert reply.status_code == 403 and "This was not saved" in page, which
        assert TYPED not in page and ("&lt;b&gt;what I typed &amp; meant&lt;/b&gt;" in page) == (not headers), which
    assert not world.writes and counts(world) == before


def test_an_older_browser_that_names_our_own_origin_is_let_in(world):
    browser = world.fresh_browser("letterbox")
    reply = browser.post(f"/people/{world.subject.person.id}/letterbox", {"words-hard": "hi"}, site=None, headers={"Origin": "http://localhost"})
    assert reply.status_code == 303


def test_an_origin_is_held_against_our_own_address_and_not_against_a_host_that_came_along(world):
    browser = world.fresh_browser("letterbox")
    lured = {"Origin": "http://evil.example", "Host": "evil.example"}
    browser.client.set_cookie("in", browser.client.get_cookie("in").value, domain="evil.example")
    assert browser.post(f"/people/{world.subject.person.id}/letterbox", {"words-hard": "hi"}, site=None, headers=lured).status_code == 403


@pytest.mark.parametrize(("origin", "ours", "same"), [
    ("https://words.example", "https://words.example/", True),
    ("https://words.example:443", "https://words.example", True),
    ("https://WORDS.example", "https://words.example", True),
    ("http://words.example", "https://words.example", False),
    ("https://words.example:8443", "https://words.example", False),
    ("http://localhost:8000", "http://localhost:8000", True),
    ("http://localhost", "http://localhost:8000", False),
    ("https://words.example:99999", "https://words.example", False),
    ("null", "https://words.example", False),
])  # fmt: skip
def test_an_origin_is_ours_when_scheme_host_and_port_are(origin, ours, same):
    assert came_from_here({"Origin": origin}, ours) is same


def test_other_methods_and_methods_smuggled_in_do_nothing(world):
    world.writes.clear()
    for row in ROWS:
        address, browser = row.address(world, world.subject), world.browser(let_in(row) or "clinician")
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "QUERY"):
            assert browser.client.open(address, method=method, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 405, (method, row.name)
        if "GET" not in row.methods:
            smuggled = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST"}
            assert browser.get(address, query_string={"_method": "POST"}, headers=smuggled).status_code in (200, 404, 405, 303), row.name
    assert not [statement for statement in world.writes if not statement.startswith(("INSERT INTO access_log", "UPDATE pack SET opened_at"))]


@pytest.mark.parametrize("path", ["/help", "/people/nothing", "/staff", "/sign-out", "/healthz", "/i/123456789ABC"])
def test_every_reply_closes_the_page_to_others(world, path):
    for persona in ("nobody", "own", "clinician"):
        reply = world.browser(persona).get(path)
        assert {name: reply.headers.get(name) for name in FIXED} == FIXED, (path, reply.status_code)
        assert "no-store" in reply.headers["Cache-Control"] and "Server" not in reply.headers
        assert "script-src 'self'" in reply.headers["Content-Security-Policy"] and "unsafe" not in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize("data", [{"words-hard": "x" * 300_000}, dict.fromkeys(map(str, range(20_000)), "x" * 100), {"words-hard": "x" * 7_000_000}],
                         ids=["a field too long", "too many fields", "too big"])  # fmt: skip
def test_what_is_too_big_is_refused_kindly_and_changes_nothing(world, data):
    before = but_for_the_log(world)
    for persona, path in (
        ("own", f"/people/{world.subject.person.id}/pack"),
        ("letterbox", f"/people/{world.subject.person.id}/letterbox"),
        ("nobody", "/letter"),
    ):
        reply = world.browser(persona).post(path, data)
        page = reply.get_data(as_text=True)
        assert reply.status_code in (413, 422) and ("too big" in page or "too long" in page or "12 letters" in page), path
    assert but_for_the_log(world) == before


def but_for_the_log(world) -> list:
    return [(table, many) for table, many in counts(world) if table != "access_log"]


def test_a_fault_of_ours_says_so_and_tells_nothing(world, beside):
    app = beside()
    app.config["PROPAGATE_EXCEPTIONS"] = False
    whole = world.fresh_subject()
    broken = world.fresh_browser("own", whole, app=app)

    def fault(*_more):
        raise ValueError(f"plain {whole.name} {whole.said[0]}")

    app.jinja_env.globals["day"] = fault
    with structlog.testing.capture_logs():
        reply = broken.get(f"/people/{whole.person.id}/pack")
    page = reply.get_data(as_text=True)
    assert reply.status_code == 500 and "It is our fault" in page
    assert not [word for word in [*whole.canaries, "Traceback", "ValueError", "sqlalchemy", "jinja", ".py"] if word in page]
    assert "no-store" in reply.headers["Cache-Control"] and reply.headers["Content-Security-Policy"] == FIXED["Content-Security-Policy"]


def test_a_host_name_that_was_sent_along_is_not_believed(world):
    browser = Browsing(world.app)
    for headers in ({"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}):
        for path in ("/people/00000000-0000-0000-0000-000000000000/pack", "/staff", "/sign-in", "/look"):
            reply = browser.get(path, headers=headers)
            assert "evil" not in reply.headers.get("Location", "") + reply.get_data(as_text=True)
