"""The person says that a part of their plan is still true, and chooses when to be asked."""

from flask import abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.content.living import months
from webapp.people.models import Person
from webapp.plans.queries import plan_of
from webapp.progress.ageing import ASKED_AFTER, choose_months, say_still_true
from webapp.progress.doors import blueprint
from webapp.progress.models import RhythmKind
from webapp.web.request import db


@blueprint.post("/people/<uuid:person_id>/plan/checks")
@needs(Permission.PLAN_CHANGE)
def still_true(person: Person):
    plan, place = plan_of(db, person.id), request.form.get("place", "")
    if plan is None or place not in {section.key for section in ASKED_AFTER}:
        abort(404)
    say_still_true(db, plan_id=plan.id, place=place, by=visitor().account_id)
    return redirect(url_for("booklets.parts", person_id=person.id, _anchor=place), 303)


@blueprint.post("/people/<uuid:person_id>/plan/rhythm")
@needs(Permission.PLAN_CHANGE)
def still_true_after(person: Person):
    """What is none of the choices changes nothing: the page shows again what stands."""
    chosen = request.form.get("months", 0, type=int)
    if chosen in months("still_true").may_be:
        choose_months(db, kind=RhythmKind.STILL_TRUE, months=chosen, by=visitor().account_id, person_id=person.id)
    return redirect(url_for("booklets.parts", person_id=person.id, _anchor="rhythm"), 303)
