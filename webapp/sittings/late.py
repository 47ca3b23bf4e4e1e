"""A form that came when the time was over, or whose time is over now: whose it was is known by the cookie alone, so it is only ever kept."""

from flask import request

from webapp.accounts.queries import SignedIn, signed_in_by, timed_out_by
from webapp.accounts.signed_in import cookie_name
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.sittings.changes import keep_form
from webapp.sittings.rules import worth_keeping
from webapp.web.request import db, quick


def who_was_here() -> SignedIn | None:
    """The visitor whom time alone has signed out in this browser."""
    token = request.cookies.get(cookie_name())
    return timed_out_by(quick(), token_hash(token), now()) if token else None


def who_is_here() -> SignedIn | None:
    """The visitor, without counting this as a sign of life."""
    token = request.cookies.get(cookie_name())
    return signed_in_by(quick(), token_hash(token), now()) if token else None


def keep_late() -> bool:
    """What was just posted, if time alone has ended the sign-in it came with. Is it kept? What lies in a phone's outbox is kept there."""
    who = None if "Outbox-Key" in request.headers else who_was_here() or who_slept()
    typed = worth_keeping(page_of_form(), request.path, list(request.form.items(multi=True))) if who else None
    if who is None or typed is None:
        return False
    keep_form(db, typed=typed, by=who)
    return True


def who_slept() -> SignedIn | None:
    """The visitor whose passkey must be shown again."""
    who = who_is_here()
    return who if who and who.has_slept else None


def page_of_form() -> str:
    """Where the form stood, as the browser says: our own pages only."""
    referrer = request.referrer or ""
    return referrer[len(request.host_url) - 1 :] if referrer.startswith(request.host_url) else request.path
