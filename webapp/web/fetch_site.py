"""Cross-site posts are refused by what the browser says of their origin; there is no token to go stale in an offline form.

`Sec-Fetch-Site` decides; an older browser's `Origin` next, held against the address in the settings and never against the `Host` that came along;
with neither the post is refused kindly and what was typed is shown.
"""

from urllib.parse import urlsplit

from flask import Flask, current_app, request

from webapp.web.pages import page
from webapp.web.written import words_in

SAFE = {"GET", "HEAD", "OPTIONS"}
PORTS = {"http": 80, "https": 443}


def machine(view):
    """A route another server calls, which proves itself with its own token instead."""
    view.machine = True
    return view


def origin_of(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port; None for what is no web address, such as the `null` of a page that hides itself."""
    try:
        found = urlsplit(url)
        port = found.port or PORTS.get(found.scheme)
    except ValueError:
        return None
    return (found.scheme, found.hostname, port) if found.hostname and port else None


def came_from_here(headers, base_url: str) -> bool | None:
    """True or False as the browser says; None when it says nothing."""
    site = headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = headers.get("Origin")
    if origin:
        return origin_of(origin) == origin_of(base_url)
    return None


def install(app: Flask) -> None:
    @app.before_request
    def refuse_other_sites():
        if request.method in SAFE or request.endpoint is None:
            return None
        if getattr(current_app.view_functions[request.endpoint], "machine", False):
            return None
        verdict = came_from_here(request.headers, current_app.config["SETTINGS"].base_url)
        if verdict:
            return None
        typed = words_in(request.form) if verdict is None else []
        return page("base/not_saved.html", status=403, typed=typed, is_full=False)
