from uuid import UUID

from flask import Blueprint, current_app, redirect, request, url_for

from webapp.accounts.models import Tier
from webapp.base.clock import wall
from webapp.demo.clock import apply_shift, jump
from webapp.demo.files import cast, owners
from webapp.demo.queries import account_of_actor, people_cast, pretend_texts, staff_cast
from webapp.demo.settling import settle
from webapp.demo.words import linked
from webapp.doors.arriving import arrive
from webapp.web.pages import page, public
from webapp.web.request import SILENT, database, db
from webapp.worklists.words import ROLES, STAGES

blueprint = Blueprint("demo", __name__, url_prefix="/demo")


def install(app) -> None:
    @app.before_request
    def move_the_clock() -> None:
        """Read in a session of its own: a post's session would take the write lock here."""
        if request.endpoint and request.endpoint not in SILENT:
            with database().reading() as session:
                apply_shift(session)


@blueprint.get("")
@public
def choose():
    return page("demo/choose.html", staff=staff_cast(db), people=people_cast(db), carers=cast()["carers"], wall=wall(), STAGES=STAGES, ROLES=ROLES)


@blueprint.post("/visitor")
@public
def be():
    try:
        found = account_of_actor(db, UUID(request.form.get("account", "")))
    except ValueError:
        found = None
    if found is None:
        return redirect(url_for("demo.choose"), 303)
    account, practice_id = found
    # A person of the demo comes with their own phone, remembered, so that their texts open as they would on it.
    return arrive(account, Tier.STAFF if practice_id else Tier.OWN, url_for("home.first_page"), remember=not practice_id, practice_id=practice_id)


@blueprint.get("/phone")
@public
def phone():
    texts = [(text, linked(text.body)) for text in pretend_texts(db)]
    return page("demo/phone.html", texts=texts, owners=owners(), wall=wall())


@blueprint.get("/clock")
@public
def clock():
    return page("demo/clock.html", wall=wall())


@blueprint.post("/clock")
@public
def move_clock():
    days = {"day": 1, "week": 7}.get(request.form.get("by", ""), 0)
    if days:
        with database().writing() as session:
            jump(session, days=days)
        settle(database(), current_app.config["SETTINGS"])
    return redirect(url_for("demo.clock"), 303)


@blueprint.get("/gallery")
@public
def gallery():
    return page("base/gallery.html")
