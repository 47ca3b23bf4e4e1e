"""At the desk of a nurse or doctor: who holds the plan of somebody who cannot decide about it, on what grounds, until when."""

from typing import Any

from flask import abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.grants.changes import share
from webapp.grants.holding import end_holding, let_hold
from webapp.grants.models import Given, Grant, HoldingEnd
from webapp.grants.queries import grants_of, holders_of
from webapp.grants.rules import is_holding, needs_review, plain_word
from webapp.grants.words import WORDS
from webapp.people.models import Person
from webapp.practices.models import StaffMember
from webapp.sharing import written_down
from webapp.sharing.carer_pages import shared_already
from webapp.sharing.doors import blueprint
from webapp.sharing.holder_forms import HolderForm
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint", "written_down"]
ENDS_BY_STAFF = (HoldingEnd.ABLE_AGAIN, HoldingEnd.STAFF)


@blueprint.get("/people/<uuid:person_id>/holder")
@needs(Permission.HOLDER_NAME)
def desk_holder(person: Person):
    standing = next((held for held in holders_of(db, person.id) if held.holder.ended_at is None), None)
    by = db.get_one(StaffMember, visitor().staff_id).name
    form = HolderForm.fresh(by=by, standing=standing and standing.holder, parts=standing.parts if standing else ())
    return holder_page(person, form)


def holder_page(person: Person, form: HolderForm, status: int = 200) -> Page:
    found, grants = holders_of(db, person.id), grants_of(db, person.id, today())
    standing = next((held for held in found if held.holder.ended_at is None), None)
    known = {str(grant.id): grant.name for grant in grants} | ({str(standing.holder.grant_id): standing.name} if standing else {})
    shown: dict[str, Any] = {"standing": standing, "before": [held for held in found if held is not standing], "known": list(known.items())}
    shown["holds"] = standing is not None and is_holding(standing.holder, today())
    shown["is_near"] = standing is not None and needs_review(standing.holder, today())
    shown |= {**WORDS, "address": url_for("sharing.desk_holder", person_id=person.id)}
    return page("sharing/desk_holder.html", status=status, person=person, form=form, saved="saved" in request.args, **shown)


@blueprint.post("/people/<uuid:person_id>/holder")
@needs(Permission.HOLDER_NAME)
def holder_named(person: Person):
    standing = next((held.holder for held in holders_of(db, person.id) if held.holder.ended_at is None), None)
    grants = grants_of(db, person.id, today())
    grants += [db.get_one(Grant, standing.grant_id)] if standing else []
    form = HolderForm.read(request.form, grants)
    grant = None if form.errors else grant_for(person, form)
    if grant is None:
        return holder_page(person, form, 422)
    days = {"starts_on": form.days["starts_on"], "review_on": form.days["review_on"]}
    let_hold(db, grant=grant, grounds=form.grounds(), parts=form.parts, by=visitor().account_id, **days)
    return redirect(url_for("sharing.desk_holder", person_id=person.id, saved=1), 303)


def grant_for(person: Person, form: HolderForm) -> Grant | None:
    """One that stands; or a new one that by itself opens nothing. None, with an error, when that number has one already."""
    if form.grant_id is not None:
        return db.get_one(Grant, form.grant_id)
    whose: dict[str, Any] = {"person_id": person.id, "name": form.name, "number": form.kept or "", "word": plain_word(form.word)}
    made = share(db, **whose, parts=(), until_on=form.days["review_on"], given=Given.HOLDER, by=visitor().account_id)
    if made is None:
        form.errors["number"] = shared_already()
    return made


@blueprint.post("/people/<uuid:person_id>/holder/ending")
@needs(Permission.HOLDER_NAME)
def holder_ended(person: Person):
    """Quiet: the holder gets no message, and from now on an unknown page."""
    said = request.form.get("why", "")
    why = HoldingEnd(said) if said in ENDS_BY_STAFF else HoldingEnd.STAFF
    if end_holding(db, person_id=person.id, why=why, by=visitor().account_id) is None:
        abort(404)
    return redirect(url_for("sharing.desk_holder", person_id=person.id, saved=1), 303)
