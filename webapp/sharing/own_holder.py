"""The person's page of who holds their plan: they always see who, why and until when, and one press ends it."""

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.grants.holding import keep_back, stopped_by_person
from webapp.grants.models import SharedPart
from webapp.grants.queries import holders_of
from webapp.grants.rules import is_holding
from webapp.grants.words import WORDS
from webapp.people.models import Person
from webapp.sharing.doors import blueprint
from webapp.web.pages import page
from webapp.web.request import db


@blueprint.get("/people/<uuid:person_id>/plan-holder")
@needs(Permission.CARERS_MANAGE)
def plan_holder(person: Person):
    found = holders_of(db, person.id)
    standing = next((held for held in found if held.holder.ended_at is None), None)
    shown = {"standing": standing, "holds": standing is not None and is_holding(standing.holder, today())}
    before = [held for held in found if held is not standing]
    return page("sharing/holder.html", person=person, before=before, **WORDS, **shown)


@blueprint.post("/people/<uuid:person_id>/plan-holder/ending")
@needs(Permission.CARERS_MANAGE)
def plan_holder_ending(person: Person):
    """All of it, or one part that the person decides on themselves again. Quiet: the holder is not told; the surgery is."""
    part, by = request.form.get("part", ""), visitor().account_id
    if part in set(SharedPart):
        standing = next((held.holder for held in holders_of(db, person.id) if held.holder.ended_at is None), None)
        keep_back(db, holder=standing or abort(404), part=SharedPart(part), by=by)
    elif not stopped_by_person(db, person_id=person.id, practice=g.practice, by=by):
        abort(404)
    return redirect(url_for("sharing.plan_holder", person_id=person.id), 303)
