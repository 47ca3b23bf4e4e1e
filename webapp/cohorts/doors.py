"""The room's one blueprint, and whose page a saved search is."""

from uuid import UUID

from flask import Blueprint, abort, g

from webapp.cohorts.models import Cohort
from webapp.cohorts.queries import cohort_of
from webapp.web.request import db

blueprint = Blueprint("cohorts", __name__)


def cohort_or_404(cohort_id: UUID) -> Cohort:
    return cohort_of(db, g.practice.id, cohort_id) or abort(404)
