"""Five conditions and ten years of results: no query more than one condition, and no dearer for each result shown."""

import pytest
import sqlalchemy as sa

from tests.bench.heavy import FIVE, FIVES_RESULTS, ONE, ONES_RESULTS, YEARS, a_pack, cards_of
from tests.bench.measure import side_by_side
from tests.browsing import markup
from tests.people_cast import sign_in


@pytest.fixture
def both(browse, session, cast):
    """(browser, path) of the hardest pack and of an easy one, each opened once."""
    made = []
    for conditions, codes, years in ((FIVE, FIVES_RESULTS, YEARS), (ONE, ONES_RESULTS, 2)):
        person = a_pack(session, cast.practice, cast.nurse, conditions=conditions, codes=codes, years=years)
        session.commit()
        browsing, path = sign_in(browse(), session, person), f"/people/{person.id}/pack"
        browsing.get(path)
        made.append((browsing, path))
    return made


def test_every_result_is_on_the_page_once(both):
    (browsing, path), _easy = both
    assert markup(browsing.get(path)).count('class="card result"') == cards_of(FIVES_RESULTS)


@pytest.mark.parametrize("place", ["", "?more=1", "/years"])
def test_no_query_more_than_for_one_condition(both, database, place):
    asked = []
    for browsing, path in both:
        seen: list[str] = []
        sa.event.listen(database.engine, "before_cursor_execute", note := lambda _c, _k, sql, *_more, seen=seen: seen.append(sql))
        assert browsing.get(path + place).status_code == 200
        sa.event.remove(database.engine, "before_cursor_execute", note)
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_a_result_costs_no_more_than_one_and_a_half_times_as_much(both):
    """The page is made anew each time: an address of its own is kept for nobody."""
    numbers = iter(range(10_000))
    calls = [lambda at=at: at[0].get(f"{at[1]}?{next(numbers)}") for at in both]
    hard, easy = side_by_side(*calls, rounds=5, times=(3, 3))
    assert (hard / cards_of(FIVES_RESULTS)) / (easy / cards_of(ONES_RESULTS)) <= 1.5
