"""The person's pages for the year after the talk: more help."""

from flask import abort, g, redirect, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.base.web import db
from webapp.people.models import Person
from webapp.plans.doors import blueprint
from webapp.plans.more_help import ask_for_help


@blueprint.post("/people/<uuid:person_id>/plan/help")
@needs(Permission.PLAN_CHANGE)
def help_wanted(person: Person):
    ask_for_help(db, practice=g.practice or abort(404), person_id=person.id)
    return redirect(url_for("plans.plan", person_id=person.id, _anchor="more-help"), 303)
