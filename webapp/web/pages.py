"""One view, page or fragment. A view returns a Page unrendered; the app commits first and renders after, so no write lock is held while HTML is made."""

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from flask import g, make_response, render_template, request

from webapp.web.wrong import tell_again

# What a page is told when it is given back in another language: see home/language.py.
SWITCHED = "words.switched"
STATIC = Path(__file__).resolve().parent.parent / "static"


@dataclass
class Page:
    """What to render once the request's transaction is committed. `status` is the HTTP status."""

    template: str
    fragment: str | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)

    def reply(self):
        template = self.fragment if self.fragment and wants_fragment() else self.template
        # A page that broke half-way may have named a form which the error page does not have.
        g.pop("typed_form", None)
        tell_again(self.context, (request.environ.get(SWITCHED) or {}).get("errors", {}))
        # A page that answers a post shows what was typed, and no phone puts anything else back into it.
        answered = request.method not in ("GET", "HEAD")
        made = make_response(render_template(template, answered=answered, **self.context), self.status)
        made.headers.update(self.headers)
        return made


def page(template: str, fragment: str | None = None, *, status: int = 200, headers: dict[str, str] | None = None, **context) -> Page:
    return Page(template, fragment, status, headers or {}, context)


def wants_fragment() -> bool:
    """htmx 4 says `partial` when it will swap a piece of the page."""
    return request.headers.get("HX-Request-Type") == "partial"


@cache
def static_version() -> str:
    """One fingerprint over every static file: a changed file gives every address a new, forever-cacheable name."""
    sums = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file() and path.suffix not in (".br", ".gz"):
            sums.update(str(path.relative_to(STATIC)).encode() + path.read_bytes())
    return sums.hexdigest()[:12]


def static(path: str) -> str:
    return f"/static/{static_version()}/{path}"


def keeps(form: str) -> str:
    """The id of a form whose words the language switch takes along without any script; of several on one page, the first."""
    g.setdefault("typed_form", form)
    return form


def address_here() -> str:
    """The address that gives this page back. Where a door leads afterwards stands in its form, which goes along."""
    asked = [part for part in request.query_string.decode("latin1").split("&") if part and not part.startswith("next=")]
    return f"{request.path}?{'&'.join(asked)}" if asked and request.method in ("GET", "HEAD") else request.path


def public(view):
    """Anyone may open this route. A visible word: the guard test refuses a route with neither this nor a guard."""
    view.guard = "public"
    return view
