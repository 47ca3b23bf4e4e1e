"""The same page in another language, with everything typed still in it. Nothing is saved, and no address is kept but the page's own.

The page is asked for as the browser would, by a GET with the visitor's own cookies: its guard, its log line and its refusals are all its own.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import current_app, make_response, redirect, request
from werkzeug import Response
from werkzeug.datastructures import MultiDict

from webapp.base.i18n import CHOSEN, LANGUAGES, chosen_language, speak
from webapp.home.addresses import local_address, page_before
from webapp.home.doors import blueprint
from webapp.web.pages import SWITCHED, page, public
from webapp.web.refill import Refilled, refilled
from webapp.web.request import keep_choice
from webapp.web.written import words_in
from webapp.web.wrong import read_told

Forms = dict[str, MultiDict[str, str]]
# Of the post: what says how it was sent, and must not be said of the page.
OF_THE_POST = ("CONTENT_", "HTTP_CONTENT_", "HTTP_ACCEPT_ENCODING", "HTTP_HX_", "HTTP_IF_", "HTTP_ORIGIN", "HTTP_RANGE", "REQUEST_URI", "RAW_URI", "werkzeug.")
LEFT = "left"
WRONG = "wrong"
# What the script sends of a page's other forms: `other-2` holds the form's id or action, `other-2:want` is a field of it.
OTHER = "other-"


@blueprint.get("/language")
@public
def languages():
    """Whoever asks again for the address of a page given back: the choice, and the way back."""
    return page("home/look.html", languages=LANGUAGES, spoken=chosen_language()[:2], back=asked_page(), address="/look")


@blueprint.post("/language")
@public
def language():
    to = request.args.get("to", "")
    to = to if to in LANGUAGES else "en"
    forms = dict(forms_posted(request.form, request.args.get("form", "")))
    reply = given_back(asked_page(), to, forms, request.form.getlist(LEFT), read_told(request.form.getlist(WRONG)))
    keep_choice(reply, CHOSEN, to)
    return reply


def asked_page() -> str:
    """What the switch says, or else the page it stood on: an error page does not say its address."""
    return local_address(request.args.get("page") or page_before(), never=("/language",))


def forms_posted(posted: MultiDict[str, str], own: str) -> Iterator[tuple[str, MultiDict[str, str]]]:
    """Form by form, each under its name in `Refill.forms`. `own` is the form the switch belongs to."""
    yield own, MultiDict((name, text) for name, text in posted.items(multi=True) if name not in (LEFT, WRONG) and not name.startswith(OTHER))
    before: Counter[str] = Counter()
    for other in (name for name in posted if name.startswith(OTHER) and ":" not in name):
        start, form = f"{other}:", posted[other]
        key = f"{form} {before[form]}" if form.startswith("/") else form
        before[form] += 1
        yield key, MultiDict((name.removeprefix(start), text) for name, text in posted.items(multi=True) if name.startswith(start))


def given_back(address: str, to: str, forms: Forms, left: list[str], wrong: dict[str, Any]) -> Response:
    """`left` are words that had no place on the page any more when the language was changed before; `wrong` is what the page said was wrong."""
    if not left and not wrong and not any(forms.values()):
        return redirect(address, 303)
    found = page_in(to, address, {"errors": wrong} if wrong else None)
    if found.status_code != 200 or found.mimetype != "text/html":
        return instead_of(address, to, left + [text for typed in forms.values() for text in words_in(typed)])
    filled = refilled(found.get_data(as_text=True), forms)
    told = {"left": left + words_in(MultiDict(filled.left)), "lost_file": filled.lost_file, "errors": wrong}
    if told["left"] or told["lost_file"]:
        found = page_in(to, address, told)
        filled = refilled(found.get_data(as_text=True), forms)
    return page_filled(found, filled) if filled.is_changed or any(told.values()) else redirect(address, 303)


def page_filled(found: Response, filled: Refilled) -> Response:
    reply = make_response(filled.page)
    for cookie in found.headers.getlist("Set-Cookie"):
        reply.headers.add("Set-Cookie", cookie)
    return reply


def instead_of(address: str, to: str, left: list[str]) -> Response:
    """The page did not open: signed out meanwhile, or gone. What was written is shown to be copied."""
    if not left:
        return redirect(address, 303)
    speak(to)
    return page("base/words_left.html", typed=left, address=address).reply()


def page_in(to: str, address: str, told: dict[str, Any] | None = None) -> Response:
    """The page at `address` in language `to`, as this visitor gets it. `told` is what its layout says at the top."""
    path, _, query = address.partition("?")
    environ = {name: value for name, value in request.environ.items() if not name.startswith(OF_THE_POST)}
    environ |= {"REQUEST_METHOD": "GET", "PATH_INFO": unquote_to_bytes(path).decode("latin1"), "QUERY_STRING": query, "wsgi.input": BytesIO()}
    # Before the cookie that came along: of two with one name the first is read.
    environ |= {"HTTP_COOKIE": f"{CHOSEN}={to}; {environ.get('HTTP_COOKIE', '')}", SWITCHED: told}
    # In a context of its own: the page's session, visitor and words are not those of this request.
    with current_app.app_context():
        return Response.from_app(current_app.wsgi_app, environ, buffered=True)
