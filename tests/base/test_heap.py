import gc
from time import perf_counter

import pytest

from webapp.base.heap import settle, settled, settled_heap


@pytest.fixture
def unsettled():
    """As in a process that has settled nothing; afterwards as the tests have it."""
    seldom = gc.get_threshold()
    gc.unfreeze()
    settled.clear()
    yield
    settle()
    gc.set_threshold(*seldom)


def took(what) -> float:
    began = perf_counter()
    what()
    return perf_counter() - began


def test_what_is_there_when_a_process_has_settled_is_not_looked_through_again(unsettled):
    before, after = [], None
    settle()
    after = []
    searched = {id(one) for one in gc.get_objects()}
    assert id(before) not in searched and id(after) in searched


def test_it_is_searched_again_after_a_block_unless_it_was_settled_before(unsettled):
    with settled_heap():
        assert gc.get_freeze_count() > 0
        with settled_heap():
            pass
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0
    settle()
    with settled_heap():
        pass
    assert gc.get_freeze_count() > 0


def test_a_block_costs_nothing_however_much_is_settled(unsettled):
    settle()

    def a_hundred() -> None:
        for _ in range(100):
            with settled_heap():
                pass

    assert min(took(a_hundred) for _ in range(3)) < min(took(gc.get_freeze_count) for _ in range(3))
