"""Pages made from the same facts are the same page: made once, then given again while the facts stand.

A page is kept under everything it was made from, never under a name that somebody would have to remember to forget: one changed
row, another language or another minute that matters is another key. The guard has let the visitor in, and the look is written
down, before anything is looked up here. Nothing is kept longer than ten minutes, and nothing outside this process's memory.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import NamedTuple

from cachetools import TTLCache
from cachetools.keys import hashkey
from flask import Flask, Response, current_app, g, request

from webapp.base.i18n import chosen_language
from webapp.web.compress import way_asked
from webapp.web.pages import Page, wants_fragment
from webapp.web.request import SWITCHED, reading_choices, sitting
from webapp.web.styles import has_styles

MOST, SECONDS = 500, 600


class Kept(NamedTuple):
    """A reply's body as it went out, compressed in `way` if that is not empty."""

    body: bytes
    way: str

    def reply(self) -> Response:
        reply = Response(self.body, mimetype="text/html")
        if self.way:
            reply.headers["Content-Encoding"] = self.way
        return reply


class Shelf:
    def __init__(self) -> None:
        self._pages: TTLCache[Hashable, Kept] = TTLCache(MOST, SECONDS)
        self._lock = Lock()

    def find(self, key: Hashable) -> Kept | None:
        with self._lock:
            return self._pages.get(key)

    def put(self, key: Hashable, page: Kept) -> None:
        with self._lock:
            self._pages[key] = page


def kept_page(facts: Hashable, make: Callable[[], Page]) -> Page | Response:
    """The page of these facts, as it was made before or made now. `facts` hold whatever the page shows, who it is about among them."""
    # What is said once, on a page given back, is no fact of the page.
    if current_app.config["SETTINGS"].demo or request.environ.get(SWITCHED):
        return make()
    looks = (*reading_choices().items(), has_styles(), sitting())
    key = hashkey(request.full_path, chosen_language(), wants_fragment(), way_asked(), looks, facts)
    found = current_app.extensions["kept"].find(key)
    if found and not current_app.testing:
        return found.reply()
    g.kept_under, g.kept_before = key, found
    return make()


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
