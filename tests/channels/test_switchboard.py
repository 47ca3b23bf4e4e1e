"""Many calls in one thread: each in its turn, none in another's way."""

import gc
import sys
import threading
from queue import SimpleQueue
from time import monotonic

import pytest

from tests.outbox.worker_process import until
from webapp.channels.switchboard import Switchboard, aside


def nobody() -> None:
    """The board is not meant to break in these."""


def soon() -> float:
    return monotonic() + 10


def test_what_blocks_is_done_aside_and_the_others_go_on():
    gate, came = threading.Event(), SimpleQueue()

    def run(errand: str) -> None:
        if errand == "slow":
            aside(gate.wait, soon(), print)
        came.put(errand)

    with Switchboard(run, 2, nobody) as board:
        board.add(["slow", "a", "b", "c"])
        first = [came.get(timeout=10) for _ in range(3)]
        gate.set()
        assert (first, came.get(timeout=10)) == (["a", "b", "c"], "slow")


def test_what_is_done_too_late_is_given_back_and_not_used():
    gate, came, given_back = threading.Event(), SimpleQueue(), SimpleQueue()

    def connect() -> str:
        gate.wait(10)
        return "a line"

    def run(_errand: str) -> None:
        try:
            came.put(aside(connect, monotonic() + 0.2, given_back.put))
        except TimeoutError:
            came.put("too late")

    with Switchboard(run, 1, nobody) as board:
        board.add(["one"])
        assert came.get(timeout=10) == "too late"
        gate.set()
        assert given_back.get(timeout=10) == "a line"


def test_what_goes_wrong_aside_is_told_to_the_one_who_asked():
    came = SimpleQueue()

    def run(errand: str) -> None:
        try:
            aside({}.popitem, soon(), print)
        except KeyError:
            came.put(errand)

    with Switchboard(run, 1, nobody) as board:
        board.add(["one", "two"])
        assert [came.get(timeout=10), came.get(timeout=10)] == ["one", "two"]


def test_no_more_run_at_once_than_there_are_calls():
    gate, running = threading.Event(), []

    def run(errand: int) -> None:
        running.append(errand)
        aside(gate.wait, soon(), print)

    with Switchboard(run, 3, nobody) as board:
        board.add(range(10))
        assert until(lambda: len(running) == 3)
        assert len(board.calls) == 3 and len(board.todo) == 7
        gate.set()
        assert until(lambda: len(running) == 10)


def test_leaving_waits_for_what_is_in_the_air_and_begins_no_more():
    begun, ended = threading.Event(), []

    def run(errand: int) -> None:
        begun.set()
        aside(lambda: until(lambda: board.closing), soon(), print)
        ended.append(errand)

    with Switchboard(run, 1, nobody) as board:
        board.add([1, 2, 3])
        assert begun.wait(10)
    assert ended == [1] and not board.thread.is_alive()


def test_a_board_that_breaks_says_so_and_nobody_waits_for_it():
    broke = threading.Event()

    def run(_errand: int) -> None:
        raise SystemExit

    with Switchboard(run, 1, broke.set) as board:
        board.add([1])
        assert broke.wait(10)


@pytest.mark.parametrize("times", [1, 40])
def test_errands_may_come_again_and_again(times):
    came = SimpleQueue()
    with Switchboard(came.put, 5, nobody) as board:
        for turn in range(times):
            board.add([turn, turn + 0.5])
            assert {came.get(timeout=10), came.get(timeout=10)} == {turn, turn + 0.5}


SEARCHES: list[str] = []


@pytest.fixture(scope="module")
def heard_searches():
    """The interpreter tells of each search through all objects (PEP 578); who listens cannot be taken away again."""
    told = SEARCHES.append
    sys.addaudithook(lambda event, _said: told(event) if event == "gc.get_referrers" else None)
    gc.get_referrers(SEARCHES)
    return SEARCHES


@pytest.mark.parametrize("errands", [0, 1, 7])
def test_when_it_ends_nobody_looks_through_all_objects_for_who_still_holds_its_thread(errands, heard_searches):
    """In a worker of many objects the search takes longer than sending a text."""
    came = SimpleQueue()
    assert heard_searches, "nobody would be heard"
    before = len(heard_searches)
    with Switchboard(came.put, 3, nobody) as board:
        board.add(range(errands))
        for _ in range(errands):
            came.get(timeout=10)
    assert len(heard_searches) == before
