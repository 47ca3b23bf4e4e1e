"""Headers on every reply: a closed content policy, no caching of anything personal, nothing told to other sites.

Put on around the app and not in a hook: every reply has them, and werkzeug's own way of asking for each costs more than the rest together.
"""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from webapp.web.styles import hashes

POLICY = "; ".join(
    [
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "script-src 'self'",
        f"style-src 'self' {hashes()}",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
    ]
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


# What a view says of a reply that is the same whoever asks.
EVERYBODYS = "Accept-Encoding"
USUAL = {"Cache-Control": "no-store, private", "Vary": "Cookie, HX-Request-Type, Accept-Encoding"}


class WithHeaders:
    """A WSGI app whose replies carry `always`, except where a view set its own."""

    def __init__(self, app: Callable, always: dict[str, str]):
        self.app, self.always = app, [(name, name.lower(), value) for name, value in always.items()]

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *why: Any) -> Any:
            own = {name.lower() for name, _value in headers}
            if "vary" in own and ("Vary", EVERYBODYS) not in headers:
                # A framework's own guess would leave out what every reply of ours varies with.
                headers = [(name, value) for name, value in headers if name.lower() != "vary"]
                own.remove("vary")
            return start_response(status, headers + [(name, value) for name, lower, value in self.always if lower not in own], *why)

        return self.app(environ, start)


def install(app: Flask) -> None:
    always = FIXED | USUAL
    if app.config["SETTINGS"].secure:
        always["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    app.wsgi_app = WithHeaders(app.wsgi_app, always)  # type: ignore[method-assign]
