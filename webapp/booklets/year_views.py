"""The person's pages for the year after the talk: more help."""

from flask import abort, g, redirect, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.booklets.doors import blueprint
from webapp.people.models import Person
from webapp.progress.more_help import ask_for_help
from webapp.web.request import db


@blueprint.post("/people/<uuid:person_id>/plan/help")
@needs(Permission.PLAN_CHANGE)
def help_wanted(person: Person):
    ask_for_help(db, practice=g.practice or abort(404), person_id=person.id)
    return redirect(url_for("booklets.plan", person_id=person.id, _anchor="more-help"), 303)
