"""Closing a reading: a named person says what they did."""

from flask import g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.pages import page
from webapp.base.web import db
from webapp.people.models import Person
from webapp.questionnaires.changes import close_reading
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.forms import closing_posted


@blueprint.post("/people/<uuid:person_id>/mood/closing")
@needs(Permission.MOOD_READ)
def closing(person: Person):
    form = closing_posted(request.form)
    if form.errors:
        return page("questionnaires/closing.html", status=422, person=person, form=form)
    close_reading(db, person_id=person.id, practice_id=g.practice.id, by=visitor().staff_id, outcome=form.outcome, note=form.note)
    return redirect(url_for("preparation.talks"), 303)
