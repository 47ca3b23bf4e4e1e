"""Whatever is typed, into whichever field or address: a kind answer, never a fault of ours, and never another site's page."""

import re
from functools import cache

import pytest

from tests.access.table import REFUSALS, rows
from tests.access.test_attacks_signing_in import digits_in
from tests.browsing import Browsing, Forms, text_of
from tests.guards.source import python_files

# One value with everything that has broken a form somewhere, a number too long for any column, things that are almost numbers or dates.
MONSTER = "a\x00\x1b\r\nSet-Cookie: x=1\u202e\ufeff\u2028\U0001f4a9²'\"<script>%s{0}{{7*7}}../\\"
VALUES = (MONSTER, "9" * 6000, "9999-12-31")
PLACES = ("//evil.example/people", "/\t/evil.example", "/\\evil.example", "/people\r\nX: evil", "https://evil.example", "/people/@evil.example")
# The visit asks for a hundred results in the same two ways.
MOST_FIELDS = 5
ROWS = {row.name: row for row in rows() if not row.is_demo}
UNSAFE = {name: row for name, row in ROWS.items() if "POST" in row.methods and not name.endswith(("/notify/callback", "/staff/imports"))}
ASKED = re.compile(r"""request\.(?:args|values)\.(?:get|getlist)\(\s*"([a-z_]+)"|"([a-z_]+)" (?:not )?in request\.(?:args|values)""")


def let_in(row) -> str | None:
    """Whoever may do this, the most trusted first."""
    order = ("clinician", "coordinator", "strong", "letterbox", "nobody")
    return next((persona for persona in order if row.cells[persona] not in REFUSALS), None)


@cache
def names_asked() -> list[str]:
    """Every name some view looks for in an address."""
    found = {name for path in python_files("webapp") for pair in ASKED.findall(path.read_text()) for name in pair if name}
    assert {"next", "day", "released", "page"} <= found, "this test has gone blind"
    return sorted(found)


@pytest.fixture(scope="module")
def fields(world) -> dict[str, set[str]]:
    """Address -> the fields its forms post, from every page there is."""
    found: dict[str, set[str]] = {}
    for row in ROWS.values():
        for persona in ("own", "letterbox", "clinician", "coordinator") if "GET" in row.methods else ():
            if row.cells[persona] == "open":
                address = row.address(world, world.subject)
                for form in Forms(world.browser(persona).get(address).get_data(as_text=True)).found:
                    found.setdefault(form["action"] or address, set()).update(name for name, _value in form["fields"])
    return found


@pytest.mark.parametrize("name", UNSAFE)
def test_nothing_typed_into_a_form_is_a_fault_of_ours(world, fields, name):
    row, persona = UNSAFE[name], let_in(UNSAFE[name])
    if row.rule.startswith("/sign-in"):  # each takes an even time; the same readers of forms stand behind the other doors
        return
    browser, address, fit = world.browser_again(persona or "own"), row.address(world, world.subject), row.posted(world.subject)
    names = fields.get(address, set()) | set(fit)
    some = sorted(names)[:: max(1, len(names) // MOST_FIELDS)]
    odd = [{**fit, field: MONSTER} for field in some] + [dict.fromkeys(names, value) for value in VALUES]
    odd += [{**dict.fromkeys(names, MONSTER), MONSTER: MONSTER}, {**fit, **{field: [MONSTER, "1"] for field in names}}]
    for data in odd:
        reply = browser.post(address, data)
        assert reply.status_code < 500 and "evil" not in reply.headers.get("Location", ""), data
        assert "<script>%s" not in text_of(reply), data
    assert browser.post(address, "a=%ff%fe%00&=&&b", content_type="application/x-www-form-urlencoded").status_code < 500


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if "GET" in row.methods])
def test_nothing_in_an_address_is_a_fault_of_ours(world, name):
    row, persona = ROWS[name], let_in(ROWS[name]) or "clinician"
    browser, address = world.browser(persona), row.address(world, world.subject)
    for value in VALUES:
        reply = browser.get(address, query_string=dict.fromkeys(names_asked(), value))
        assert reply.status_code < 500 and "evil" not in reply.headers.get("Location", ""), value
        assert "<script>%s" not in text_of(reply), value


def stays_here(location: str) -> bool:
    """As a browser reads it: tabs and line ends dropped, a backslash is a slash."""
    return re.match(r"/(?!/)|tel:|\?", re.sub(r"[\t\r\n]", "", location).replace("\\", "/")) is not None


@pytest.mark.parametrize("to", PLACES)
def test_nobody_is_sent_to_another_site(world, to):
    whole = world.fresh_subject()
    code = digits_in(world.browser("reception").post(f"/people/{whole.person.id}/desk-code").get_data(as_text=True))
    born = {"birth-day": "14", "birth-month": "3", "birth-year": "1950"}
    sent = [
        world.browser("own").post("/look", {"back": to}),
        world.browser("letterbox").get("/sign-in/code-needed", query_string={"next": to}),
        world.browser("nobody").get("/sign-in/code", query_string={"next": to}),
        Browsing(world.app).post("/sign-in/desk", {"code": code, "next": to, **born}),
        Browsing(world.app).post(f"/i/{whole.secret}", {"next": to, **born}),
    ]
    for reply in sent:
        assert reply.status_code < 400 and stays_here(reply.headers.get("Location", "/")), reply.request.path
    for path in ("/sign-in", "/staff/sign-in", "/look"):
        page = world.browser("nobody").get(path, query_string={"next": to, "back": to}, headers={"Referer": re.sub(r"\s", "", to)})
        assert all(stays_here(value) for value in re.findall(r'(?:href|action|name="(?:back|next)" value)="([^"#]*)"', page.get_data(as_text=True)) if value)


TRICKS = [
    *("/people/%00", "/people/../staff", "/people/00000000000000000000000000000000/pack", "/staff//triage", "//evil.example/.."),
    *("/i/%00%0a", "/i/" + "x" * 5000, "/l/%ff", "/static/x/../../settings.py", "/static/x/%2e%2e/%2e%2e/settings.py"),
]


@pytest.mark.parametrize("path", TRICKS)
def test_tricks_with_paths_find_nothing(world, path):
    for persona in ("nobody", "own", "clinician"):
        reply = world.browser(persona).get(path)
        assert reply.status_code in (303, 308, 404, 410), (persona, reply.status_code)
        assert "evil" not in reply.headers.get("Location", "") and "class Settings" not in text_of(reply)
