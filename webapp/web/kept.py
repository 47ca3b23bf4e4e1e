"""Pages made from the same facts are the same page: made once, then given again while the facts stand.

A page is kept under everything it was made from, never under a name that somebody would have to remember to forget: one changed
row, another language or another minute that matters is another key. The guard has let the visitor in, and the look is written
down, before anything is looked up here. Nothing is kept longer than ten minutes, and nothing outside this process's memory.
"""

from collections.abc import Callable, Hashable, Iterable
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple, cast

from flask import Flask, Response, current_app, g, request
from werkzeug.datastructures import Headers

from webapp.web.pages import SWITCHED, Page

MOST, SECONDS = 500, 600
# Whatever a caller says that a page may depend on: the address, the look, the language, how to send it.
SAID = ("PATH_INFO", "QUERY_STRING", "HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_HX_REQUEST_TYPE")


class Given(Response):
    """A reply that is whole already: nothing about it has to be found out once more."""

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        start_response(self.status, self.headers.to_wsgi_list())
        return () if environ["REQUEST_METHOD"] == "HEAD" else cast(Iterable[bytes], self.response)


class Kept(NamedTuple):
    """A reply's body as it went out, compressed in `way` if that is not empty."""

    body: bytes
    way: str

    def reply(self) -> Response:
        headers = Headers([("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(self.body)))])
        if self.way:
            headers.add("Content-Encoding", self.way)
        return Given([self.body], headers=headers)


class Shelf:
    def __init__(self) -> None:
        # The oldest first: a page that is put again goes to the end.
        self._pages: dict[Hashable, tuple[float, Kept]] = {}
        self._lock = Lock()

    def find(self, key: Hashable) -> Kept | None:
        until, page = self._pages.get(key, (0.0, None))
        return page if until > monotonic() else None

    def put(self, key: Hashable, page: Kept) -> None:
        at = monotonic()
        with self._lock:
            self._pages.pop(key, None)
            self._pages[key] = at + SECONDS, page
            while len(self._pages) > MOST or next(iter(self._pages.values()))[0] <= at:
                del self._pages[next(iter(self._pages))]


def kept_page(facts: Hashable, make: Callable[[], Page]) -> Page | Response:
    """The page of these facts, as it was made before or made now. `facts` hold whatever the page shows, who it is about among them."""
    # What is said once, on a page given back, is no fact of the page.
    if current_app.config["SETTINGS"].demo or request.environ.get(SWITCHED):
        return make()
    who = g.get("signed_in")
    key = what_was_said(), who and who.standing, facts
    found = current_app.extensions["kept"].find(key)
    if found and not current_app.testing:
        return found.reply()
    g.kept_under, g.kept_before = key, found
    return make()


def what_was_said() -> bytes:
    """A fingerprint: among the cookies is the secret of who is signed in, and it is not to lie about."""
    environ = request.environ
    return sha256(repr((g.get("language"), *[environ.get(name) for name in SAID])).encode()).digest()


def install(app: Flask) -> None:
    """Install before compressing: what is kept is what went out."""
    app.extensions["kept"] = Shelf()

    @app.after_request
    def keep(reply: Response) -> Response:
        key = g.pop("kept_under", None)
        if key is not None and reply.status_code == 200:
            page = Kept(reply.get_data(), reply.headers.get("Content-Encoding", ""))
            # Under test every page that could have been given again is made anew and must be the same.
            if app.testing and g.kept_before and g.kept_before != page:
                raise AssertionError("facts are missing from a kept page's key")
            app.extensions["kept"].put(key, page)
        return reply
