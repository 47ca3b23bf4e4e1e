"""The door for who has a passkey: one press, then a finger, face or PIN. It opens what being vouched for opens."""

from flask import Response, current_app, request

from webapp.accounts.models import Tier
from webapp.accounts.passkeys import Site, authentication_options, shown_passkey
from webapp.accounts.rules import local_path
from webapp.base.i18n import _
from webapp.doors.arriving import arrive_as_person, challenge_here, door_limit, this_challenge, with_challenge
from webapp.doors.blueprint import blueprint
from webapp.web.pages import page, public
from webapp.web.request import db


def site() -> Site:
    return Site.at(current_app.config["SETTINGS"].base_url)


def bound_to(challenge: str) -> str:
    return f"passkey door:{challenge}"


@blueprint.get("/sign-in/passkey")
@public
def passkey_door():
    return page("doors/passkey.html", asked=local_path(request.args.get("next")) or "", errors={})


@blueprint.post("/sign-in/passkey/challenge")
@public
@door_limit
def passkey_challenge():
    challenge = this_challenge()
    options = authentication_options(db, bound_to=bound_to(challenge), site=site())
    return with_challenge(Response(options, mimetype="application/json"), challenge)


@blueprint.post("/sign-in/passkey")
@public
@door_limit
def sign_in_by_passkey():
    asked = local_path(request.form.get("next")) or ""
    found = shown_passkey(db, credential=request.form.get("credential", ""), bound_to=bound_to(challenge_here() or ""), site=site())
    if found is None:
        return page("doors/passkey.html", status=422, asked=asked, errors={"credential": not_shown()})
    passkey, person = found
    return arrive_as_person(person, tier=Tier.STRONG, asked=asked, passkey_id=passkey.id)


def not_shown() -> str:
    return _("Your phone did not show a passkey. Try again, or sign in another way.")
