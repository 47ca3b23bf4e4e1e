"""Every route is guarded or visibly public, is a noun, and its page is never kept by anything between us and the reader."""

import re
from uuid import uuid4

import pytest

from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member, sign_in
from webapp.access.policy import Permission
from webapp.base.clock import now

VERBS = re.compile(
    r"""(accept|add|approve|archive|assign|cancel|change|check|choose|clear|close|confirm|create|delete|deny|disable|do|download|edit|enable
    |enter|fetch|get|go|grant|invite|list|load|login|logout|make|mark|move|open|post|process|put|read|register|reject|remove|request|reset
    |resolve|restore|revoke|run|save|see|select|send|set|show|start|stop|submit|undo|unlink|update|upload|verify|view|write)(-|$)""",
    re.VERBOSE,
)
# A place people know by this name, not an act: the doors of DESIGN section 6.
NAMES = {"/sign-in", "/sign-out", "/sign-in-again"}


def segments(rule: str) -> list[str]:
    return [part for part in re.sub(r"<[^>]*>", "", rule).strip("/").split("/") if part]


def test_every_route_has_a_guard_or_is_visibly_public(app):
    bare = [f"{rule.rule} ({rule.endpoint})" for rule in app.url_map.iter_rules() if not getattr(app.view_functions[rule.endpoint], "guard", None)]
    assert not bare, bare


def test_a_guard_is_one_of_the_permissions_or_public(app):
    odd = [name for name, view in app.view_functions.items() if view.guard != "public" and not isinstance(view.guard, Permission)]
    assert not odd, odd


def test_routes_are_nouns(app):
    verbs = [rule.rule for rule in app.url_map.iter_rules() for part in segments(rule.rule) if rule.rule not in NAMES and VERBS.match(part)]
    assert not verbs, verbs


def test_a_route_about_a_person_is_never_public(app):
    open_doors = [rule.rule for rule in app.url_map.iter_rules() if "person_id" in rule.arguments and app.view_functions[rule.endpoint].guard == "public"]
    assert not open_doors, open_doors


def address(app, rule, person) -> str:
    """A page's address about this person; every other id is one that does not exist."""
    values = {name: str(person.id) if name == "person_id" else made_up(converter) for name, converter in rule._converters.items()}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def made_up(converter) -> object:
    kind = type(converter).__name__
    return {"UUIDConverter": uuid4(), "IntegerConverter": 1, "DateConverter": now().date()}.get(kind, "nothing")


@pytest.mark.parametrize("who", ["person", "clinician", "nobody"])
def test_no_page_is_kept(app, browse, session, who):
    practice = a_practice(session)
    person = a_person(session, practice, mobile="+447700900123", conditions=("type_2_diabetes",))
    a_cycle(session, person, practice, talk_at=now())
    clinician = a_staff_member(session, practice)
    session.commit()
    browser = browse()
    if who != "nobody":
        sign_in(browser, session, person if who == "person" else clinician)
    kept = []
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static_file":
            continue
        reply = browser.get(address(app, rule, person))
        if "no-store" not in reply.headers.get("Cache-Control", ""):
            kept.append(f"{rule.rule} {reply.status_code} {reply.headers.get('Cache-Control')}")
    assert not kept, kept
