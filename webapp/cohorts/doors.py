"""The room's one blueprint, and whose page a saved search is."""

from uuid import UUID

from flask import Blueprint, abort, g

from webapp.access.policy import Permission, may
from webapp.accounts.signed_in import visitor
from webapp.cohorts.models import Cohort
from webapp.cohorts.queries import cohort_of, criteria_of
from webapp.web.request import db

blueprint = Blueprint("cohorts", __name__)


def sees_numbers() -> bool:
    """May this visitor look for numbers about somebody's health, and see whom such a search finds?"""
    return may(visitor(), Permission.SCORE_READ, person_id=None, practice_id=g.practice.id)  # type: ignore[arg-type]


def sees_whom(cohort: Cohort) -> bool:
    """Who is found by a result is known to have it: others are told how many there are, and may ask them all."""
    return sees_numbers() or not criteria_of(cohort).tells_of_health


def cohort_or_404(cohort_id: UUID) -> Cohort:
    return cohort_of(db, g.practice.id, cohort_id) or abort(404)
