"""What a phone sends again is written once.

A phone keeps what it sends until it is told that it arrived. It sends a key of its own making, a SHA-256 of the body, whose words these
are, and which opened form they come from; never a token. All of that is looked at here, in one place, whatever the form: the views know
nothing of it. Every answer to such a sending carries the `Outbox` header, so that nobody else's answer is taken for ours.
"""

import hashlib
from typing import Any
from uuid import UUID

from flask import Flask, Response, g, request
from sqlmodel import Session
from werkzeug.http import parse_cookie

from webapp.accounts.queries import SignedIn
from webapp.accounts.signed_in import cookie_name, visitor
from webapp.base import lineage
from webapp.base.sealing import ring
from webapp.doors.handed_on import NAME as HANDED
from webapp.receipts.changes import complete, take_back, take_in
from webapp.receipts.models import Receipt
from webapp.receipts.queries import written_before
from webapp.web.pages import Page, wants_fragment
from webapp.web.request import READS, db

KEY, HASH, WHOSE, FORM = "Outbox-Key", "Outbox-Hash", "Outbox-Whose", "Outbox-Form"
SAYS, LEADS_TO = "Outbox", "Outbox-To"
# What an answer means to the phone, by its status; any other of ours is a page to be shown.
MEANS = {401: "sign-in", 403: "closed", 404: "closed", 409: "page", 410: "retired", 422: "page"}


def whose(who: SignedIn | None) -> str:
    """An opaque word for the visitor's account; it opens nothing."""
    return ring().blind(str(who.account_id), "outbox")[:16] if who else ""


def install(app: Flask) -> None:
    app.context_processor(lambda: {"whose": whose(g.get("signed_in"))})
    app.before_request(look_at_sending)
    app.after_request(say_what_became_of_it)


def as_id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def look_at_sending() -> Response | None:
    key = as_id(request.headers.get(KEY))
    if key is None or request.method in READS:
        return None
    who = visitor()
    if who is None:
        # The phone keeps it: it need not be kept here as well.
        return refused(401, "sign-in")
    if request.headers.get(WHOSE) != whose(who):
        return refused(409, "other")
    body_hash = hashlib.sha256(request.get_data()).hexdigest()
    if request.headers.get(HASH) != body_hash:
        return refused(422, "damaged")
    return arrived_before(who, Receipt(id=key, account_id=who.account_id, form_id=as_id(request.headers.get(FORM)), body_hash=body_hash))


def arrived_before(who: SignedIn, receipt: Receipt) -> Response | None:
    """The same answer again. None for what comes the first time."""
    if take_in(db, receipt):
        mine = written_before(db, account_id=who.account_id, form_id=receipt.form_id) if receipt.form_id else frozenset()
        lineage.begin(db._get_current_object(), mine)  # type: ignore[attr-defined]
        g.receipt = receipt
        return None
    kept = db.get_one(Receipt, receipt.id)
    if (kept.account_id, kept.body_hash) != (receipt.account_id, receipt.body_hash):
        return refused(422, "damaged")
    g.receipt_given = kept
    reply = Response()
    if kept.leads_to:
        reply.headers[LEADS_TO] = kept.leads_to
    if kept.handed:
        reply.headers["Set-Cookie"] = kept.handed
    return reply


def refused(status: int, why: str) -> Response:
    return Response(status=status, headers={SAYS: why})


def settle(session: Session, made: Any) -> None:
    """Called once, just before the request's commit: a receipt for what was kept, none for what was not. `made` is what the view returned."""
    receipt = g.pop("receipt", None)
    if receipt is None:
        return
    status: int = made.status if isinstance(made, Page) else getattr(made, "status_code", 200)
    if 300 <= status < 400 or (status == 200 and wants_fragment()):
        session.flush()
        headers = getattr(made, "headers", {})
        complete(session, key=receipt.id, wrote=lineage.written_now(session), leads_to=headers.get("Location"), handed=handed_in(made))
        g.receipt_given = receipt
    else:
        take_back(session, key=receipt.id)


def handed_in(made: Any) -> str | None:
    """The cookie with what this answer hands to the next page, as it was set."""
    name = cookie_name(HANDED)
    cookies = made.headers.getlist("Set-Cookie") if isinstance(made, Response) else []
    return next((one for one in cookies if name in parse_cookie(one)), None)


def say_what_became_of_it(reply: Response) -> Response:
    if KEY not in request.headers or SAYS in reply.headers:
        return reply
    given = g.get("receipt_given")
    if given is not None and reply.status_code < 500:
        reply.headers[SAYS] = f"receipt {given.id} {given.body_hash}"
        if "Location" in reply.headers:
            reply.headers[LEADS_TO] = reply.headers.pop("Location")
            reply.status_code = 200
            reply.set_data(b"")
    elif reply.status_code < 500 and reply.status_code not in (408, 429):
        reply.headers[SAYS] = MEANS.get(reply.status_code, "page")
        # Told from an address nobody made only by who asks to write there: rights that ended since are no longer theirs.
        reply.status_code = 403 if reply.status_code == 404 else reply.status_code
    return reply
