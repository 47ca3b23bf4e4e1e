"""The desk: what this practice asks, and what it may not."""

from flask import Blueprint, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import wall
from webapp.content.catalogue import draft, not_shipped
from webapp.instruments.changes import CannotBeAsked, choose
from webapp.instruments.queries import rows_of
from webapp.instruments.words import FAMILIES, NOT_SHIPPED, name_of
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
    shown = {"not_shipped": not_shipped(), "NOT_SHIPPED": NOT_SHIPPED, "FAMILIES": FAMILIES, "titles": titles, "name_of": name_of, "is_draft": draft}
    return page("instruments/instruments.html", status=status, rows=rows, address=url_for("instruments.instruments"), **shown, **more)


@blueprint.post("/staff/instruments/<name>")
@staff_needs(Permission.INSTRUMENTS_CHOOSE)
def choice(name: str):
    if request.form.get("asked") not in ("yes", "no"):
        return instruments_page(422, errors={"choice-" + name: "x"})
    try:
        choose(db, practice=g.practice, name=name, asked=request.form["asked"] == "yes", wall=wall(), by=visitor().staff_id)
    except KeyError:
        return instruments_page(404)
    except CannotBeAsked as why:
        return instruments_page(409, refused=name, reasons=why.reasons)
    return redirect(url_for("instruments.instruments", _anchor=name), 303)
