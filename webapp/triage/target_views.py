"""A person's own agreed range: set by a clinician, ended by a clinician."""

from flask import redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.triage.desk import blueprint
from webapp.triage.forms import read_target
from webapp.triage.one_person import triage_page
from webapp.triage.targets import agree_target, end_target
from webapp.web.request import db


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
    return redirect(url_for("triage.triage", person_id=person.id, _anchor="targets"), 303)
