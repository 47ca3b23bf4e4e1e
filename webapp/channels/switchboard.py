"""Many calls in one thread: whoever waits for the other end lets the next one talk.

The official client waits inside its call. Fifty of them in fifty threads cost more in handing Python round than in sending, so each
runs in a greenlet, and one loop knows who may go on. Only looking up and connecting, which nobody can do in turns, have threads.
"""

import selectors
import socket
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from math import inf
from threading import Thread
from time import monotonic, sleep
from typing import Any, TypeVar

from greenlet import getcurrent, greenlet

from webapp.base.logs import log

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
Found = TypeVar("Found")
# With so many in the air, what comes within so many seconds is read in one waking: the waking costs more than the reading, and calls that are
# met together go out together, so that their answers come together too.
MANY, TOGETHER = 10, 0.006


def wait(line: socket.socket, event: int, until: float) -> None:
    """Until `line` may be read or written again. `until` is a time of `monotonic`; raises TimeoutError then. Spurious returns are possible."""
    call = getcurrent()
    if isinstance(call, Call):
        call.board.watch(line, event, until)
        return
    with selectors.DefaultSelector() as alone:
        alone.register(line, event)
        if not alone.select(max(0.0, until - monotonic())):
            raise TimeoutError


def forget(line: socket.socket) -> None:
    """Before it is closed."""
    call = getcurrent()
    if isinstance(call, Call):
        call.board.forget(line)


def aside(work: Callable[[], Found], until: float, unwanted: Callable[[Found], object]) -> Found:
    """What `work` returns, which may block. Raises TimeoutError at `until`; what comes after that is given to `unwanted`."""
    call = getcurrent()
    return call.board.delegate(work, until, unwanted) if isinstance(call, Call) else work()


class Call(greenlet):
    """One line of work on the board: errand after errand."""

    board: "Switchboard"


class Switchboard:
    """`run` is called with each errand, at most `calls` at once, all in one thread. It must not raise.

    `with Switchboard(...) as board:` then `board.add(errands)`. Leaving waits for the calls in the air and begins none that still waits for
    its turn. `broke` is called when the board itself failed, so that nobody waits for it.
    """

    def __init__(self, run: Callable[[Any], None], calls: int, broke: Callable[[], None]):
        self.run, self.most, self.broke = run, calls, broke
        self.todo: deque = deque()
        self.done_aside: deque[Call] = deque()
        self.idle: list[Call] = []
        self.calls: list[Call] = []
        self.asleep: dict[Call, float] = {}
        self.watched: dict[socket.socket, int] = {}
        self.first_until = inf
        self.closing = False
        self.selector = selectors.DefaultSelector()
        self.bell, self.bell_rope = socket.socketpair()
        self.helpers = ThreadPoolExecutor(calls, thread_name_prefix="connect")
        self.thread = Thread(target=self.work, name="send", daemon=True)

    def __enter__(self) -> "Switchboard":
        for end in (self.bell, self.bell_rope):
            end.setblocking(False)
        self.selector.register(self.bell, READ)
        self.thread.start()
        return self

    def __exit__(self, *_problem) -> None:
        self.closing = True
        self.ring()
        self.thread.join()
        self.helpers.shutdown(wait=False)
        self.selector.close()
        self.bell.close()
        self.bell_rope.close()

    def add(self, errands: Iterable) -> None:
        """From any thread."""
        self.todo.extend(errands)
        self.ring()

    def ring(self) -> None:
        """Wakes the board. A full bell has been rung already; a board that is gone needs none."""
        with suppress(OSError):
            self.bell_rope.send(b"!")

    def work(self) -> None:
        self.operator = getcurrent()
        try:
            while self.asleep or not self.closing:
                self.begin()
                self.go_on()
                self.give_up()
            for call in self.calls:
                call.throw()
        except BaseException as problem:
            log.error("switchboard_broke", kind=type(problem).__name__)
            self.broke()
        finally:
            # Where a thread ends and its first greenlet is still held, all objects of the process are looked through for who holds it.
            del self.operator
            self.calls.clear()
            self.idle.clear()

    def begin(self) -> None:
        while self.todo and not self.closing and (self.idle or len(self.calls) < self.most):
            (self.idle.pop() if self.idle else self.another()).switch()

    def another(self) -> Call:
        call = Call(self.errands)
        call.board = self
        self.calls.append(call)
        return call

    def errands(self) -> None:
        while True:
            while self.todo and not self.closing:
                self.run(self.todo.popleft())
            self.idle.append(getcurrent())
            self.operator.switch()

    def go_on(self) -> None:
        """Sleeps until something comes, or somebody has waited too long; then whoever has something goes on."""
        pause = None if self.first_until == inf else max(0.0, self.first_until - monotonic())
        ready = self.selector.select(pause)
        if len(self.asleep) > MANY:
            sleep(TOGETHER)
            ready = self.selector.select(0)
        for key, _event in ready:
            if key.data is None:
                self.bell.recv(4096)
            elif not self.rouse(key.data):
                # News that nobody asked for: it was closed at the other end, which its call will see before it speaks again.
                self.forget(key.fileobj)  # type: ignore[arg-type]
        while self.done_aside:
            self.rouse(self.done_aside.popleft())

    def rouse(self, call: Call) -> bool:
        """False when it does not sleep."""
        if self.asleep.pop(call, None) is None:
            return False
        call.switch()
        return True

    def give_up(self) -> None:
        at = monotonic()
        if at < self.first_until:
            return
        for call in [call for call, until in self.asleep.items() if until <= at]:
            del self.asleep[call]
            call.throw(TimeoutError)
        self.first_until = min(self.asleep.values(), default=inf)

    def sleep(self, until: float) -> None:
        self.asleep[getcurrent()] = until
        self.first_until = min(self.first_until, until)
        self.operator.switch()

    def watch(self, line: socket.socket, event: int, until: float) -> None:
        """Once watched a line stays so, for its next text: telling the system anew for each costs more than reading the answer."""
        if self.watched.get(line) != event:
            change = self.selector.modify if line in self.watched else self.selector.register
            change(line, event, getcurrent())
            self.watched[line] = event
        self.sleep(until)

    def forget(self, line: socket.socket) -> None:
        if self.watched.pop(line, None):
            self.selector.unregister(line)

    def delegate(self, work: Callable[[], Found], until: float, unwanted: Callable[[Found], object]) -> Found:
        call, future = getcurrent(), self.helpers.submit(work)
        future.add_done_callback(lambda _done: self.finished(call))
        try:
            while not future.done():
                self.sleep(until)
        except TimeoutError:
            future.add_done_callback(lambda done: discard(done, unwanted))
            raise
        return future.result()

    def finished(self, call: Call) -> None:
        self.done_aside.append(call)
        self.ring()


def discard(future: Future, unwanted: Callable[[Any], object]) -> None:
    if not future.cancelled() and not future.exception():
        unwanted(future.result())
