"""The person's own prints: the pack as a file to print, and which of their papers are older than their words."""

from flask import g, redirect, request, url_for
from flask_babel import get_locale

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.papers.doors import blueprint
from webapp.papers.pdf import pdf_page
from webapp.papers.printing import own_sheet, paper_of, usual_size
from webapp.papers.queries import changed_on_screen_at, prints_of
from webapp.papers.rules import SIZES, is_older, size_or
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.preparation.queries import pack_of
from webapp.web.pages import page
from webapp.web.request import db

__all__ = ["blueprint"]


@blueprint.get("/people/<uuid:person_id>/papers")
@needs(Permission.PACK_READ)
def papers(person: Person):
    cycle = open_cycle(db, person.id)
    pack = pack_of(db, cycle.id) if cycle else None
    changed_at = changed_on_screen_at(db, pack.id) if pack else None
    found = [(made, is_older(made.print.made_at, changed_at)) for made in prints_of(db, cycle.id)] if cycle else []
    is_ready = own_sheet(db, person, g.practice).open
    return page("papers/papers.html", person_id=person.id, found=found, is_ready=is_ready, sizes=SIZES, usual=usual_size(db, person))


@blueprint.post("/people/<uuid:person_id>/papers")
@needs(Permission.PACK_READ)
def new_paper(person: Person):
    sheet = own_sheet(db, person, g.practice)
    if not sheet.open:
        return redirect(url_for("papers.papers", person_id=person.id), 303)
    said = {"points": size_or(request.form.get("size"), usual_size(db, person)), "language": get_locale().language, "by": visitor().account_id}
    return pdf_page([paper_of(db, person=person, practice=g.practice, sheet=sheet, **said)], "pack")
