"""A person's own agreed range: set by a clinician, ended by a clinician."""

from flask import redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.web import db
from webapp.results.desk import blueprint
from webapp.results.forms import read_target
from webapp.results.targets import agree_target, end_target
from webapp.results.triage_views import triage_page


@blueprint.post("/people/<uuid:person_id>/targets")
@needs(Permission.TARGET_SET)
def targets(person):
    if "end" in request.form:
        end_target(db, person=person, code=request.form["end"])
    else:
        code, low, high, agreed_on, errors = read_target(request.form)
        if errors or agreed_on is None:
            return triage_page(person, status=422, errors=errors)
        agree_target(db, person=person, code=code, low=low, high=high, agreed_on=agreed_on, by=visitor().staff_id)
    return redirect(url_for("results.triage", person_id=person.id, _anchor="targets"), 303)
