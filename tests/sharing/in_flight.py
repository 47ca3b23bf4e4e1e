"""Carers who ask while the person stops: many threads at the real app, and of each reply when it began and what it said."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier, Event
from time import perf_counter

import sqlalchemy as sa
from werkzeug.test import Client

LONGEST = 60


@dataclass(frozen=True)
class Heard:
    """One reply. `began` is when the app began it, in seconds of `perf_counter`; `headers` are all but Date."""

    began: float
    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def said(self) -> tuple:
        return self.status, self.body, self.headers


class Carer:
    """One of the carer's requests at a time, with the carer's own cookie. `beginning` is called just before a reply begins."""

    def __init__(self, app, token: str, beginning: Callable[[], None] = lambda: None):
        self.app, self.beginning, self.began = app, beginning, 0.0
        self.client = Client(self)
        self.client.set_cookie("in", token)

    def __call__(self, environ, start_response):
        def start(*given):
            self.beginning()
            self.began = perf_counter()
            return start_response(*given)

        return self.app(environ, start)

    def ask(self, path: str, packed: str = "") -> Heard:
        reply = self.client.get(path, headers={"Accept-Encoding": packed})
        headers = tuple(sorted((name, value) for name, value in reply.headers if name != "Date"))
        return Heard(self.began, reply.status_code, reply.data, headers)


class Gate:
    """Requests read what a statement with this word in it says, and wait there until the gate is opened."""

    def __init__(self, engine: sa.Engine, word: str, many: int):
        self.engine, self.word, self.everybody, self.opened = engine, word, Barrier(many + 1, timeout=LONGEST), Event()

    def reached(self, _connection, _cursor, statement, *_more) -> None:
        if self.word in statement and not self.opened.is_set():
            self.everybody.wait()
            self.opened.wait(LONGEST)

    @contextmanager
    def shut(self):
        sa.event.listen(self.engine, "after_cursor_execute", self.reached)
        try:
            yield
        finally:
            self.opened.set()
            sa.event.remove(self.engine, "after_cursor_execute", self.reached)


@contextmanager
def all_at(many: int, do: Callable[[int], object]):
    """`do(0)` to `do(many - 1)`, each in a thread of its own; what they return, once the block has ended."""
    returned: list = []
    with ThreadPoolExecutor(many) as pool:
        doing = [pool.submit(do, number) for number in range(many)]
        yield returned
        returned += [one.result(LONGEST) for one in doing]
