"""The person takes their plan away as a file that other programs can read."""

from flask import Blueprint, redirect, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import pathway_now
from webapp.bundles.queries import bundle_of
from webapp.bundles.replies import as_file
from webapp.people.models import Person
from webapp.web.request import db

blueprint = Blueprint("bundles", __name__)


@blueprint.get("/people/<uuid:person_id>/plan/file")
@needs(Permission.PLAN_EXPORT)
def plan_file(person: Person):
    if visitor().given_by_id:
        # A code that staff gave lets them in for one sitting: by itself it makes nothing that lasts. The page before says so.
        return redirect(url_for("export.data", person_id=person.id), 303)
    at = pathway_now()
    return as_file(bundle_of(db, person.id, at=at, from_lists=True), f"my-plan-{at:%Y-%m-%d}.json")
