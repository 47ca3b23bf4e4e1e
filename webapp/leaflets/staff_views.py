"""The desk: what the practice gives people to read, each with owner, source and the day it is looked at again."""

from uuid import UUID

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.content.catalogue import provenance
from webapp.content.leaflet import leaflets as built_in
from webapp.leaflets.changes import end_leaflet, keep_leaflet
from webapp.leaflets.doors import blueprint
from webapp.leaflets.forms import LeafletForm
from webapp.leaflets.models import Leaflet
from webapp.leaflets.queries import leaflet_ever, leaflet_of, leaflets_of
from webapp.leaflets.rules import is_due_soon, is_out_of_date
from webapp.web.pages import Page, page
from webapp.web.request import db

MAY = Permission.LEAFLETS_CHANGE


def own(leaflet_id: UUID) -> Leaflet:
    return leaflet_of(db, g.practice.id, leaflet_id) or abort(404)


@blueprint.get("/staff/leaflets")
@staff_needs(MAY)
def desk():
    found = [(one, is_out_of_date(one.review_on, today()), is_due_soon(one.review_on, today())) for one in leaflets_of(db, g.practice.id)]
    return page("leaflets/desk.html", found=found, ours=built_in().values(), about=provenance("leaflets"))


def form_page(form: LeafletForm, leaflet: Leaflet | None = None, status: int = 200, changed: bool = False) -> Page:
    return page("leaflets/desk_form.html", status=status, form=form, leaflet=leaflet, changed=changed, address=request.path)


@blueprint.get("/staff/leaflets/new")
@staff_needs(MAY)
def new():
    return form_page(LeafletForm())


@blueprint.post("/staff/leaflets/new")
@staff_needs(MAY)
def added():
    form = LeafletForm.read(request.form)
    if form.errors:
        return form_page(form, status=422)
    keep_leaflet(db, practice_id=g.practice.id, values=form.values(), by=visitor().staff_id)
    return redirect(url_for("leaflets.desk", saved=1), 303)


@blueprint.get("/staff/leaflets/<uuid:leaflet_id>")
@staff_needs(MAY)
def change(leaflet_id: UUID):
    found = own(leaflet_id)
    return form_page(LeafletForm.standing(found), found)


@blueprint.post("/staff/leaflets/<uuid:leaflet_id>")
@staff_needs(MAY)
def changed(leaflet_id: UUID):
    """Looked at again, put right, or taken away. Who comes second sees what they typed, and that somebody was there before."""
    form = LeafletForm.read(request.form)
    found = leaflet_ever(db, g.practice.id, leaflet_id) or abort(404)
    if request.form.get("press") == "end":
        end_leaflet(db, leaflet=found, by=visitor().staff_id)
        return redirect(url_for("leaflets.desk", saved=1), 303)
    if found.ended_at:
        return form_page(form, status=409, changed=True)
    if form.errors:
        return form_page(form, found, status=422)
    if keep_leaflet(db, practice_id=g.practice.id, values=form.values(), by=visitor().staff_id, replaces=found) is None:
        return form_page(form, status=409, changed=True)
    return redirect(url_for("leaflets.desk", saved=1), 303)
