"""What anybody may read about how a surgery finds people, on screen and on paper; and a person's own no, with its way back."""

import segno
from flask import current_app, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.models import Tier
from webapp.accounts.signed_in import visitor
from webapp.base.i18n import _
from webapp.notices.doors import blueprint, surgery_named
from webapp.notices.queries import data_record_of
from webapp.pathway.opting_out import opt_in, opt_out
from webapp.people.models import OptOutWay, Person
from webapp.people.queries import standing_opt_out
from webapp.web.pages import Page, page, public
from webapp.web.request import db

__all__ = ["blueprint"]


@blueprint.get("/surgery/<surgery>/notice")
@public
def notice(surgery: str):
    found, who = surgery_named(surgery), visitor()
    person_id = who.person_id if who and who.tier in (Tier.OWN, Tier.STRONG) else None
    return page("notices/notice.html", about=data_record_of(db, found.id), person_id=person_id)


@blueprint.get("/surgery/<surgery>/notice/poster")
@public
def poster(surgery: str):
    found = surgery_named(surgery)
    address = current_app.config["SETTINGS"].base_url.rstrip("/") + url_for("notices.notice", surgery=found.code)
    square = segno.make(address, micro=False, error="m").svg_data_uri(scale=4, border=2)
    return page("notices/poster.html", full=address, square=square)


@blueprint.get("/surgery/<surgery>/notice/form")
@public
def paper_form(surgery: str):
    surgery_named(surgery)
    return page("notices/paper_form.html")


@blueprint.get("/people/<uuid:person_id>/being-asked")
@needs(Permission.CONSENT_CHANGE)
def being_asked(person: Person):
    return own_page(person, kept="saved" in request.args)


def own_page(person: Person, **more) -> Page:
    return page("notices/being_asked.html", person=person, opt_out=standing_opt_out(db, person.id), surgery=g.practice, **more)


@blueprint.post("/people/<uuid:person_id>/being-asked")
@needs(Permission.CONSENT_CHANGE)
def being_asked_changed(person: Person):
    said = request.form.get("asked")
    if said == "no":
        opt_out(db, person=person, how=OptOutWay.ON_THE_WEB, by=visitor().account_id)
    elif said == "yes":
        opt_in(db, person=person, by=visitor().account_id)
    else:
        return own_page(person, status=422, errors={"asked": _("Choose yes or no.")})
    return redirect(url_for("notices.being_asked", person_id=person.id, saved=1), 303)
