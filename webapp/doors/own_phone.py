"""Is this your own phone? Asked once, after signing in on a phone that is not remembered, and acted on."""

from datetime import timedelta

from flask import redirect, request, url_for

from webapp.accounts.changes import say_not_own, say_own
from webapp.accounts.models import Account, Tier
from webapp.accounts.queries import SignedIn
from webapp.accounts.rules import local_path
from webapp.accounts.signed_in import visitor
from webapp.doors.arriving import SHARED, drop_cookie, keep_cookie, remember_here
from webapp.doors.blueprint import blueprint
from webapp.web.pages import page, public
from webapp.web.request import db

A_YEAR = timedelta(days=365)


def may_say(who: SignedIn | None) -> bool:
    """Only somebody who showed that they are this person, by more than a code from the desk, makes a phone remembered."""
    return who is not None and who.person_id is not None and who.tier in (Tier.OWN, Tier.STRONG) and who.given_by_id is None


def asked_page() -> str:
    return local_path(request.values.get("next")) or "/"


@blueprint.get("/sign-in/own-phone")
@public
def own_phone():
    who = visitor()
    if not may_say(who):
        return redirect(url_for("doors.front_door"), 303)
    return page("doors/own_phone.html", asked=local_path(request.args.get("next")) or "")


@blueprint.post("/sign-in/own-phone")
@public
def say_whose_phone():
    who, answer = visitor(), request.form.get("own")
    if who is None or not may_say(who):
        return redirect(url_for("doors.front_door"), 303)
    reply = redirect(asked_page(), 303)
    if answer == "yes":
        say_own(db, sign_in_id=who.sign_in_id, phone_id=remember_here(reply, db.get_one(Account, who.account_id)))
        drop_cookie(reply, SHARED)
    elif answer == "no":
        say_not_own(db, sign_in_id=who.sign_in_id)
        keep_cookie(reply, SHARED, "yes", A_YEAR)
    return reply
