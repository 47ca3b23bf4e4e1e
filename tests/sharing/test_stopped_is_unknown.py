"""A stopped plan's page and that of somebody nobody knows: the same bytes, the same headers, the same work, the same time.

Only the header Date differs, because time goes on. Nothing else in either page is random or counted.

Times are taken in turns, one and the other, so that whatever the machine does meanwhile befalls both. A round that finds more than
10 % between the medians is taken again, twice at most, because a busy machine may favour one by chance; a true difference is found three times.
"""

from statistics import median
from time import perf_counter, thread_time

import pytest
import sqlalchemy as sa

from tests.sharing.conftest import grant_of
from tests.sharing.in_flight import Carer

WITHIN, ROUNDS = 0.10, 3


@pytest.fixture
def stopped(app, ann, sam, cast) -> Carer:
    """Ann's browser, after she read the plan and Sam stopped sharing it."""
    carer = Carer(app, ann.client.get_cookie("in").value)
    assert carer.ask(cast.plan).status == 200
    sam.post(f"{grant_of(sam, cast.person)}/ending")
    return carer


@pytest.mark.parametrize("packed", ["", "gzip", "br"])
def test_their_bytes_and_headers_are_the_same(stopped, cast, packed):
    stood, unknown = stopped.ask(cast.plan, packed), stopped.ask(cast.nobodys_plan, packed)
    assert stood.status == 404 and stood.said == unknown.said
    assert dict(stood.headers).get("Content-Encoding", "") == packed


def test_the_database_is_asked_the_same_for_both(stopped, database, cast):
    asked = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda _connection, _cursor, statement, *_more: asked.append(statement))
    stopped.ask(cast.plan)
    for_stopped = asked.copy()
    asked.clear()
    stopped.ask(cast.nobodys_plan)
    assert for_stopped == asked != []


def medians(carer: Carer, one: str, other: str, tries: int, clock) -> tuple[float, float]:
    """Milliseconds for each of two pages, asked in turns; who goes first changes too."""
    took: dict[str, list[float]] = {one: [], other: []}
    for number in range(tries):
        for path in (one, other) if number % 2 else (other, one):
            began = clock()
            carer.ask(path)
            took[path].append((clock() - began) * 1000)
    return median(took[one]), median(took[other])


def rounds(carer: Carer, cast, tries: int, clock) -> list[tuple[float, float]]:
    """The medians of each round, until one is near enough."""
    found: list[tuple[float, float]] = []
    while len(found) < ROUNDS and not (found and near(*found[-1])):
        found.append(medians(carer, cast.plan, cast.nobodys_plan, tries, clock))
    return found


def near(one: float, other: float) -> bool:
    return abs(one - other) <= WITHIN * min(one, other)


def test_both_take_the_same_time_of_the_processor(stopped, cast):
    found = rounds(stopped, cast, 60, thread_time)
    assert near(*found[-1]), found


def test_a_page_that_is_shown_is_told_apart_by_this_measure(app, ann, cast):
    shown = medians(Carer(app, ann.client.get_cookie("in").value), cast.plan, cast.nobodys_plan, 20, thread_time)
    assert not near(*shown)


@pytest.mark.soak
def test_over_five_hundred_tries_both_take_the_same_time(stopped, database, cast):
    for name, clock in (("by the clock", perf_counter), ("of this processor", thread_time)):
        found = rounds(stopped, cast, 500, clock)
        said = ", ".join(f"{one:.3f} and {other:.3f} ms ({100 * (one / other - 1):+.1f} %)" for one, other in found)
        print(f"\n{database.engine.dialect.name}, medians of 500 {name}, stopped and unknown: {said}")
        assert near(*found[-1])
