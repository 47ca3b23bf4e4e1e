"""The desk: closing a reading, where a named person says what they did; what was said in the care checks."""

from datetime import timedelta

from flask import g, redirect, request, url_for

from webapp.access.guard import needs, staff_needs
from webapp.access.policy import Permission
from webapp.access.sightings import note_each
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.content.catalogue import care_check
from webapp.people.models import Person
from webapp.questionnaires.care_queries import sheets_of
from webapp.questionnaires.care_rules import FEWEST, months_shown
from webapp.questionnaires.changes import close_reading
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.forms import closing_posted
from webapp.web.pages import page
from webapp.web.request import db


@blueprint.post("/people/<uuid:person_id>/mood/closing")
@needs(Permission.MOOD_READ)
def closing(person: Person):
    form = closing_posted(request.form)
    if form.errors:
        return page("questionnaires/closing.html", status=422, person=person, form=form, address=url_for("talks.talks"))
    close_reading(db, person_id=person.id, practice_id=g.practice.id, by=visitor().staff_id, outcome=form.outcome, note=form.note)
    return redirect(url_for("talks.talks"), 303)


@blueprint.get("/staff/care-check")
@staff_needs(Permission.CARE_CHECK_READ)
def care_checks():
    """Counts of the last year's months, and the words that may be read. Whoever gave their name with them sees who read it."""
    since = today() - timedelta(days=365)
    months = months_shown(sheets_of(db, g.practice.id, since), care_check(), today())
    note_each(Permission.CARE_CHECK_READ, {comment.person_id for month in months for comment in month.comments if comment.person_id})
    return page("questionnaires/care_checks.html", months=months, instrument=care_check(), fewest=FEWEST)
