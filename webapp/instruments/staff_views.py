"""The desk: what this practice asks, and what it may not."""

from flask import Blueprint, abort, current_app, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today, wall
from webapp.base.i18n import _
from webapp.content.catalogue import not_shipped
from webapp.fhir.files import FormRefused
from webapp.instruments.changes import CannotBeAsked, choose, keep_form, keep_pack, withdraw
from webapp.instruments.fhir_forms import form_in
from webapp.instruments.forms import LoadForm
from webapp.instruments.licences import pack_in
from webapp.instruments.models import Origin
from webapp.instruments.queries import loaded_rows, rows_of
from webapp.instruments.rules import ends_soon
from webapp.instruments.words import NOT_SHIPPED, name_of, notices_of
from webapp.web.pages import Page, page
from webapp.web.request import db

blueprint = Blueprint("instruments", __name__)


@blueprint.get("/staff/instruments")
@staff_needs(Permission.INSTRUMENTS_CHOOSE)
def instruments():
    return instruments_page()


def instruments_page(status: int = 200, **more) -> Page:
    rows = rows_of(db, g.practice, wall())
    titles = {row.instrument.id: row.instrument.title for row in rows}
    shown = {"not_shipped": not_shipped(), "NOT_SHIPPED": NOT_SHIPPED, "titles": titles, "name_of": name_of, "ends_soon": soon}
    more = {"load": LoadForm(), "faults": (), "pack": LoadForm(), "pack_faults": ()} | more
    return page("instruments/instruments.html", status=status, rows=rows, address=url_for("instruments.instruments"), **shown, **more)


def soon(day):
    """Within 60 days."""
    return ends_soon(day, today())


@blueprint.post("/staff/instruments/<name>")
@staff_needs(Permission.INSTRUMENTS_CHOOSE)
def choice(name: str):
    if request.form.get("asked") not in ("yes", "no"):
        return instruments_page(422)
    try:
        choose(db, practice=g.practice, name=name, asked=request.form["asked"] == "yes", wall=wall(), by=visitor().staff_id)
    except KeyError:
        return instruments_page(404)
    except CannotBeAsked as why:
        return instruments_page(409, refused=name, reasons=why.reasons)
    return redirect(url_for("instruments.instruments", _anchor=name), 303)


@blueprint.post("/staff/instruments/forms")
@staff_needs(Permission.INSTRUMENTS_CHOOSE)
def new_form():
    """A FHIR Questionnaire published by others. Read before anything is written; refused with every reason."""
    load, faults = LoadForm.read(request.form, request.files), []
    try:
        form = form_in(load.data, leave_out=load.leave_out) if not load.errors else None
    except FormRefused as why:
        form, faults = None, why.reasons
        load.errors["file"] = _("This form cannot be asked here.")
    if form is None:
        return instruments_page(422, load=load, faults=faults)
    keep_form(db, practice_id=g.practice.id, form=form, by=visitor().staff_id)
    return redirect(url_for("instruments.one", name=form.name), 303)


@blueprint.post("/staff/instruments/packs")
@staff_needs(Permission.INSTRUMENTS_CHOOSE)
def new_pack():
    """A licensed pack: looked at whole, refused with every reason, kept sealed, and never in a demo."""
    load, faults, pack = LoadForm.read(request.form, request.files), [], None
    load.declare()
    if "file" not in load.errors:
        try:
            pack = pack_in(load.data, today(), licensee=g.practice.code, demo=current_app.config["SETTINGS"].demo)
        except FormRefused as why:
            faults = why.reasons
            load.errors["file"] = _("This pack cannot be used.")
    if pack is None or load.errors:
        return instruments_page(422, pack=load, pack_faults=faults)
    keep_pack(db, practice_id=g.practice.id, pack=pack, evidence=load.evidence, by=visitor().staff_id)
    return redirect(url_for("instruments.one", name=pack.name), 303)


@blueprint.get("/staff/instruments/<name>")
@staff_needs(Permission.INSTRUMENTS_CHOOSE)
def one(name: str):
    """What is asked, question by question, and what is left out of a loaded form."""
    row = next((row for row in rows_of(db, g.practice, wall()) if row.instrument.id == name), None) or abort(404)
    kept = [row for row in loaded_rows(db, g.practice.id) if row.instrument == name]
    notes = form_in((kept[-1].content or "").encode(), leave_out=True).notes if kept and kept[-1].origin == Origin.FHIR else ()
    shown = {"notices": notices_of(row.instrument), "titles": {}, "name_of": name_of, "ends_soon": soon}
    return page("instruments/one.html", row=row, kept=kept, notes=notes, **shown)


@blueprint.post("/staff/instruments/<name>/withdrawal")
@staff_needs(Permission.INSTRUMENTS_CHOOSE)
def withdrawal(name: str):
    if not withdraw(db, practice_id=g.practice.id, name=name, by=visitor().staff_id):
        abort(404)
    return redirect(url_for("instruments.instruments"), 303)
