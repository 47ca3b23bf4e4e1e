"""Signed in again after the time was over: the page they were on, with everything they wrote in it. Nothing is sent until they press."""

from flask import abort, redirect, request, url_for
from werkzeug import Response
from werkzeug.datastructures import MultiDict

from webapp.accounts.queries import SignedIn
from webapp.accounts.signed_in import visitor
from webapp.base.clock import now
from webapp.base.i18n import chosen_language
from webapp.home.addresses import local_address
from webapp.home.doors import blueprint
from webapp.home.language import page_filled, page_in
from webapp.sittings.models import KeptForm
from webapp.sittings.queries import kept_here
from webapp.sittings.rules import MARK, Typed
from webapp.web.forms_on_page import form_posted
from webapp.web.pages import page, public
from webapp.web.refill import Refilled, refilled
from webapp.web.request import db
from webapp.web.written import words_in


@blueprint.get("/words-kept")
@public
def words_kept():
    who = visitor()
    if who is None:
        return redirect(url_for("doors.front_door"), 303)
    by_page: dict[str, list[tuple[KeptForm, Typed]]] = {}
    for kept in kept_here(db, who.sign_in_id, now()):
        typed = Typed.from_text(kept.form or "")
        by_page.setdefault(local_address(typed.page, never=("/words-kept", "/language")), []).append((kept, typed))
    pages, number = list(by_page), request.args.get("more", 0, type=int)
    if not 0 <= number < len(pages):
        return page("home/nothing_kept.html")
    more = number + 1 if number + 1 < len(pages) else None
    return back_in_place(who, pages[number], by_page[pages[number]], more)


def back_in_place(who: SignedIn, address: str, kept: list[tuple[KeptForm, Typed]], more: int | None) -> Response:
    found, told = page_in(chosen_language()[:2], address), {"back": True, "more": more}
    if found.status_code != 200 or found.mimetype != "text/html":
        return instead(who, address, found.status_code, kept)
    filled = with_words(found, kept)
    left = words_in(MultiDict(filled.left))
    found = page_in(chosen_language()[:2], address, told | {"left": left, "lost_file": filled.lost_file})
    return page_filled(found, with_words(found, kept))


def with_words(found: Response, kept: list[tuple[KeptForm, Typed]]) -> Refilled:
    """Each form as it was, and which of those kept it is. What has no form here any more is left over."""
    html, forms, homeless = found.get_data(as_text=True), {}, MultiDict[str, str]()
    for row, typed in kept:
        form = form_posted(html, typed.action, [name for name, _text in typed.fields])
        if form is None:
            homeless.update(typed.fields)
        elif form.key not in forms:
            fields = [(name, text) for name, text in typed.fields if name not in form.buttons]
            forms[form.key] = MultiDict([*fields, (MARK, str(row.id))])
    filled = refilled(html, forms)
    for name, texts in homeless.lists():
        filled.left.setdefault(name, []).extend(texts)
    return filled


def instead(who: SignedIn, address: str, status: int, kept: list[tuple[KeptForm, Typed]]) -> Response:
    """Their page is not there now. Their own words are theirs; words about somebody whom they may not meet any more are not shown."""
    if status == 404 and who.kind != "person":
        abort(404)
    words = [text for _row, typed in kept for text in words_in(MultiDict(typed.fields))]
    return page("base/words_left.html", typed=words, address=address).reply() if words else redirect(address, 303)  # type: ignore[return-value]
