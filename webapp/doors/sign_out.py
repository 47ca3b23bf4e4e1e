from collections.abc import Callable

from flask import redirect, request, url_for

from webapp.accounts.changes import end_sign_in_of
from webapp.accounts.signed_in import cookie_name
from webapp.doors.arriving import drop_cookie
from webapp.doors.blueprint import blueprint
from webapp.web.pages import page, public
from webapp.web.request import db

# What a room above ends in this browser, in the same transaction, while the cookie still says whose it is.
LEAVING: list[Callable[[], None]] = []


@blueprint.post("/sign-out")
@public
def sign_out():
    """Ends this browser's sign-in only. Words not yet sent stay on the device."""
    token = request.cookies.get(cookie_name())
    if token:
        for leave in LEAVING:
            leave()
        end_sign_in_of(db, token=token)
    reply = redirect(url_for("doors.signed_out"), 303)
    drop_cookie(reply, "in")
    drop_cookie(reply, "handed")
    reply.headers["Clear-Site-Data"] = '"cache"'
    return reply


@blueprint.get("/signed-out")
@public
def signed_out():
    return page("doors/signed_out.html")
