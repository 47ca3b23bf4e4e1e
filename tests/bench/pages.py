"""What the pack page costs: beside a bare hello in one process, beside it on gunicorn, and in queries."""

import http.client
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import EnvironBuilder

from tests.bench.measure import Measured, cpu_of, side_by_side, until_up
from tests.bench.place import Place
from webapp.app import create_app
from webapp.web.pages import static_version
from webapp.web.static_files import compress

# What DESIGN section 10 calls a naive page: the bound for a page nobody has asked for since something changed.
NAIVE_IN_PROCESS, NAIVE = 25, 6.5
ASKS = {"Accept-Encoding": "br, gzip"}


def hello() -> Flask:
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello", endpoint="hello")
    return app


def caller(app: Callable, path: str, **headers: str) -> Callable[[], bytes]:
    """One WSGI request without a client around it."""
    environ = EnvironBuilder(path=path, headers={**ASKS, **headers}).get_environ()

    def call() -> bytes:
        parts = app({**environ, "wsgi.input": io.BytesIO()}, lambda *_: None)
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        return body

    return call


def pages(place: Place) -> Iterator[Measured]:
    compress()
    app = create_app(place.settings, place.database)
    # As on any page but the first: the browser has the styles.
    place = replace(place, cookie=f"{place.cookie}; css={static_version()}")
    page = caller(app, place.path, Cookie=place.cookie)
    again, bare = side_by_side(page, caller(hello(), "/"), times=(100, 400))
    yield Measured("pack page, nothing changed, in process, beside a bare Flask hello", again / bare, 8)
    numbers = count()
    anew, bare = side_by_side(lambda: caller(app, f"{place.path}?{next(numbers)}", Cookie=place.cookie)(), caller(hello(), "/"))
    yield Measured("pack page made anew, in process, beside a bare Flask hello", anew / bare, NAIVE_IN_PROCESS)
    yield Measured("queries of the pack page", queries(place, page), 8, "")
    yield from on_gunicorn(place)


def queries(place: Place, page: Callable[[], bytes]) -> int:
    seen: list[str] = []
    listen = place.database.engine, "before_cursor_execute", lambda _c, _k, sql, *_: seen.append(sql)
    sa.event.listen(*listen)
    page()
    sa.event.remove(*listen)
    return sum(not sql.startswith(("BEGIN", "PRAGMA")) for sql in seen)


def on_gunicorn(place: Place) -> Iterator[Measured]:
    """The same two on the same server, asked in turn by 8 clients; the server's own CPU, not the clock."""
    servers = [Served("hello", 18431, place), Served("app", 18432, place)]
    try:
        anew: list[float] = []
        cost: dict[str, list[float]] = {"hello": [], "app": []}
        for _round in range(5):
            for server, path in zip(servers, ("/", place.path), strict=True):
                cost[server.name].append(server.cost(path, place.cookie, 2400))
            anew.append(servers[1].cost(place.path, place.cookie, 400, anew=True))
    finally:
        for server in servers:
            server.stop()
    yield Measured("pack page, nothing changed, on gunicorn gthread, beside a bare hello", min(cost["app"]) / min(cost["hello"]), 3)
    yield Measured("pack page made anew, on gunicorn gthread, beside a bare hello", min(anew) / min(cost["hello"]), NAIVE)


class Served:
    """One gunicorn of ours with one worker process."""

    def __init__(self, name: str, port: int, place: Place, **settings: str):
        env = {**os.environ, "IN_MY_WORDS_INSTANCE": str(place.settings.instance), "IN_MY_WORDS_PORT": str(port), "IN_MY_WORDS_WEB_PROCESSES": "1"} | settings
        self.name, self.port, self.numbers = name, port, count()
        self.process = subprocess.Popen([sys.executable, "-m", "tests.bench.server", name], env=env)
        until_up(port)

    def ask(self, times: int, path: str, cookie: str, anew: bool = False) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for _ in range(times):
            line.request("GET", f"{path}?{next(self.numbers)}" if anew else path, headers={**ASKS, "Cookie": cookie})
            line.getresponse().read()
        line.close()

    def cost(self, path: str, cookie: str, times: int, anew: bool = False) -> float:
        workers = [int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()]
        before = cpu_of(workers)
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _client: self.ask(times // 8, path, cookie, anew), range(8)))
        return (cpu_of(workers) - before) / (times // 8 * 8)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
