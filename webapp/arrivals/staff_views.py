"""A plan that a person brings from another surgery: choose the file, look at what is in it, say yes."""

from uuid import UUID

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.access.sightings import note_each
from webapp.accounts.signed_in import visitor
from webapp.arrivals.changes import NotMatched, keep_arrival, put_away, settle
from webapp.arrivals.doors import blueprint
from webapp.arrivals.forms import OPENERS, PlanFileForm
from webapp.arrivals.models import Arrival
from webapp.arrivals.queries import arrival_at, arrivals_at, has_a_plan, parcel_of
from webapp.arrivals.words import STATES, answer_in_words, chapters
from webapp.fhir.files import FormRefused
from webapp.people.models import Person
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint"]


@blueprint.get("/staff/arrivals")
@staff_needs(Permission.PLAN_LOAD)
def index():
    return index_page(PlanFileForm())


def index_page(form: PlanFileForm, status: int = 200) -> Page:
    return page("arrivals/index.html", status=status, form=form, arrivals=arrivals_at(db, g.practice.id), STATES=STATES, may_be_sealed=bool(OPENERS))


@blueprint.post("/staff/arrivals")
@staff_needs(Permission.PLAN_LOAD)
def upload():
    practice_id, by = g.practice.id, visitor().staff_id
    let_others_save()
    form = PlanFileForm.read(request.files, request.form)
    if form.bundle is None:
        return index_page(form, 422)
    try:
        made = keep_arrival(db, bundle=form.bundle, practice_id=practice_id, by=by)
    except FormRefused as why:
        form.refuse(why)
    except NotMatched as why:
        form.errors["file"] = str(why)
    if form.errors:
        return index_page(form, 422)
    return redirect(url_for("arrivals.one", arrival_id=made.id), 303)


def let_others_save() -> None:
    """Opening a locked file takes a while: the write lock this request holds is given back first. Nothing was written yet."""
    db.expunge_all()
    db.rollback()


@blueprint.get("/staff/arrivals/<uuid:arrival_id>")
@staff_needs(Permission.PLAN_LOAD)
def one(arrival_id: UUID):
    return arrival_page(found_or_404(arrival_id))


def found_or_404(arrival_id: UUID) -> Arrival:
    """Whose plan it is, the log of that person says too."""
    found = arrival_at(db, g.practice.id, arrival_id) or abort(404)
    note_each(Permission.PLAN_LOAD, [found.person_id])
    return found


def arrival_page(found: Arrival, status: int = 200, why: str = "") -> Page:
    parcel = parcel_of(found)
    shown = {"chapters": chapters(parcel) if parcel else [], "said": parcel.said if parcel else [], "has_a_plan": has_a_plan(db, found.person_id)}
    person = db.get_one(Person, found.person_id)
    return page("arrivals/one.html", status=status, arrival=found, person=person, STATES=STATES, answer_in_words=answer_in_words, why=why, **shown)


@blueprint.post("/staff/arrivals/<uuid:arrival_id>/confirmation")
@staff_needs(Permission.PLAN_LOAD)
def confirmation(arrival_id: UUID):
    found = found_or_404(arrival_id)
    try:
        settle(db, arrival=found, by=visitor().staff_id)
    except NotMatched as why:
        return arrival_page(found, 409, str(why))
    return redirect(url_for("arrivals.one", arrival_id=arrival_id), 303)


@blueprint.post("/staff/arrivals/<uuid:arrival_id>/removal")
@staff_needs(Permission.PLAN_LOAD)
def removal(arrival_id: UUID):
    put_away(db, arrival=found_or_404(arrival_id))
    return redirect(url_for("arrivals.index"), 303)
