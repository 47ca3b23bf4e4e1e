"""Every route, every visitor, every method, each really asked; written by hand in matrix.csv, never made from the policy."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlmodel import SQLModel

from tests.access.cast import CARERS, PERSONAS
from tests.access.table import REFUSALS, WORDS, Row, faults, rows

ROWS = rows()
UNSAFE = [row for row in ROWS if "POST" in row.methods]
READING = [row for row in ROWS if "GET" in row.methods]
# Roles of the surgery that must not meet what a person wrote, nor a result.
NO_ANSWERS = ("reception", "manager")
WORDS_OF_THEIR_OWN = ("words-", "note", "why", "comment-")
# What an address may say beside its path: about a page, a day or what staff just did, never about what a person said of themselves.
IN_ADDRESSES = {"again", "day", "empty", "left", "more", "next", "number", "released", "saved", "sent"}
COUNTS = " UNION ALL ".join(f"SELECT '{table.name}', count(*) FROM \"{table.name}\"" for table in SQLModel.metadata.sorted_tables)
STRANGERS = ("nobody", "another_person", "other_practice_clinician")


def written(app) -> set[tuple[str, str, str]]:
    return {(rule.endpoint, rule.rule, method) for rule in app.url_map.iter_rules() for method in rule.methods - {"OPTIONS"}}


def test_every_route_and_method_has_one_row_and_every_row_a_route(world):
    table = [(row.endpoint, row.rule, method) for row in ROWS for method in row.methods]
    assert len(table) == len(set(table)), "a route stands twice in matrix.csv"
    assert written(world.demo) == set(table)
    assert written(world.app) == {(endpoint, rule, method) for endpoint, rule, method in table if not endpoint.startswith("demo.")}


def test_every_cell_is_a_word_of_the_table():
    odd = [(row.name, persona, word) for row in ROWS for persona, word in row.cells.items() if word not in WORDS]
    assert not odd, odd


def test_which_methods_there_are_is_told_to_everybody_alike_and_nothing_else(world):
    rules = {rule.rule: rule for rule in world.app.url_map.iter_rules()}
    own = [rule.rule for rule in rules.values() if not rule.provide_automatic_options]
    assert not own, f"a route with an OPTIONS of its own needs rows of its own: {own}"
    for row in (row for row in ROWS if not row.is_demo):
        address = row.address(world, world.subject)
        told = {(reply.status_code, reply.headers["Allow"], reply.data) for reply in (world.browser(who).client.options(address) for who in PERSONAS)}
        assert len(told) == 1 and told.pop()[2] == b"", row.name


@pytest.mark.parametrize("row", READING, ids=lambda row: row.name)
def test_looking(world, row):
    wrong, asked_head = [], set()
    for persona, expected in row.cells.items():
        browser = world.browser(persona) if not row.is_demo else world.browser_again(persona, app=world.demo)
        address = row.address(world, world.subject)
        world.writes.clear()
        reply = browser.get(address)
        found = [*faults(row, expected, reply, address), *leaks(world, row, persona, expected, reply)]
        if expected not in asked_head:
            found += unlike(browser, address, reply)
            asked_head.add(expected)
        wrong += [f"{persona}: {fault}" for fault in found + changed(world, expected) + telling(world, row, expected, browser, reply)]
    assert not wrong, "\n".join(wrong)


def unlike(browser, address: str, reply) -> list[str]:
    """HEAD says what GET says, without its page. It is the same view and the same guard: one visitor asks for each word of the row."""
    head = browser.client.head(address)
    return [f"HEAD said {head.status_code}, {len(head.data)} bytes"] if (head.status_code, head.data) != (reply.status_code, b"") else []


def leaks(world, row: Row, persona: str, expected: str, reply) -> list[str]:
    """Words of the subject where they must not be: before strangers everything, before the desk what was written and measured."""
    text, subject = reply.get_data(as_text=True), world.subject
    kept = subject.canaries if persona in STRANGERS or expected in REFUSALS else subject.said + subject.results if persona in NO_ANSWERS else []
    if persona == "letterbox":
        kept = subject.canaries
    if persona in CARERS and expected not in REFUSALS:
        # Whose plan it is and the goals: nothing more is shared, and nothing at all with the one who was stopped.
        kept = [word for word in subject.canaries if persona == "stopped_carer" or word not in carers_words(subject, persona)]
    return [f"shows {word}" for word in kept if word in text and not row.is_demo]


def carers_words(subject, persona: str) -> list[str]:
    return [subject.name, subject.said[3], *([subject.said[5]] if persona == "helping_carer" else [])]


def changed(world, expected: str) -> list[str]:
    return [f"refused, yet wrote: {statement[:90]}" for statement in world.writes] if expected in REFUSALS else []


def telling(world, row: Row, expected: str, browser, reply, data=None) -> list[str]:
    """A hidden page is to the byte the page of an id nobody has; a desk page about no one, that of an address nobody made."""
    if expected != "hidden":
        return []
    other = row.address(world, world.subject, unknown=True) if "<" in row.rule else "/staff/no-such-page"
    unknown = browser.get(other) if data is None else browser.post(other, data)
    return [] if seen(unknown) == seen(reply) else [f"differs from the 404 of {other}: {unknown.status_code}"]


def seen(reply) -> tuple:
    return reply.status_code, reply.data, sorted((name, value) for name, value in reply.headers if name != "Date")


@pytest.mark.parametrize("row", UNSAFE, ids=lambda row: row.name)
def test_changing(world, row):
    wrong, before = [], counts(world)
    for persona, expected in row.cells.items():
        if expected in REFUSALS:
            wrong += [f"{persona}: {fault}" for fault in refused(world, row, persona, expected)]
    assert counts(world) == before, "something was changed by a visitor who was refused"
    wrong += accepted(world, row, [persona for persona, expected in row.cells.items() if expected not in REFUSALS])
    assert not wrong, "\n".join(wrong)


def refused(world, row: Row, persona: str, expected: str) -> list[str]:
    browser, address, data = world.browser(persona), row.address(world, world.subject), row.posted(world.subject)
    world.writes.clear()
    reply = browser.post(address, data)
    found = [*faults(row, expected, reply, address), *leaks(world, row, persona, expected, reply), *changed(world, expected)]
    if expected == "again":
        found += [f"lost {text!r}" for name, text in data.items() if name.startswith(WORDS_OF_THEIR_OWN) and text not in reply.get_data(as_text=True)]
    return found + telling(world, row, expected, browser, reply, data)


def accepted(world, row: Row, let_in: list[str]) -> list[str]:
    """The act is really done. What one visitor did would stand in the next one's way: everything is put back before each."""
    wrong = []
    for persona in let_in:
        world.put_back()
        wrong += [f"{persona}: {fault}" for fault in done(world, row, persona)]
    return wrong


def done(world, row: Row, persona: str) -> list[str]:
    browser = world.browser_again(persona, app=world.demo if row.is_demo else world.app)
    address = row.address(world, world.subject)
    reply = browser.post(address, row.posted(world.subject))
    return [*faults(row, row.cells[persona], reply, address), *told_in(reply.headers.get("Location", ""))]


def told_in(address: str) -> list[str]:
    """An address stays in the history, in logs and in the Referer: what a person answered or was looked up by never stands in one."""
    return [f"the address says {name}" for name, _text in parse_qsl(urlsplit(address).query, keep_blank_values=True) if name not in IN_ADDRESSES]


def counts(world) -> list:
    """How many rows each table has. That no row was changed either is seen from the statements, in `changed`."""
    with world.database.engine.connect() as connection:
        return sorted(map(tuple, connection.exec_driver_sql(COUNTS)))


@pytest.mark.parametrize("row", [row for row in ROWS if row.is_demo], ids=lambda row: row.name)
def test_without_the_demo_its_pages_are_as_unknown_as_any(world, row):
    for persona in PERSONAS:
        browser = world.browser(persona)
        ask = browser.get if "GET" in row.methods else browser.post
        assert seen(ask(row.address(world, world.subject))) == seen(ask("/no-such-page")), persona
