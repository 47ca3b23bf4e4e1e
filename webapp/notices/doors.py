"""The room's one blueprint, and the surgery a public address names."""

from flask import Blueprint, abort, g

from webapp.practices.models import Practice
from webapp.practices.queries import practice_by_code
from webapp.web.request import db

blueprint = Blueprint("notices", __name__)


def surgery_named(code: str) -> Practice:
    """By its ODS code, which is public. In capitals or not; the plain 404 when there is none."""
    g.practice = practice_by_code(db, code.strip().upper()[:12])
    return g.practice or abort(404)
