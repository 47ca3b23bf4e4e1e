"""On what grounds somebody holds a plan, for tests that need a holder."""

from webapp.accounts.models import Knew
from webapp.base.clock import today
from webapp.grants.holding import Grounds
from webapp.grants.models import Basis


def grounds(reason: str = "Sam cannot follow long pages now") -> Grounds:
    paper = {"evidence": "LPA 700-123", "kept_at": "With Ann, at home", "seen_by": "Nurse Green", "seen_on": today()}
    found = {"capacity": "Could not say it back, with pictures, on 2 days", "assessed_by": "Nurse Green", "assessed_on": today()}
    return Grounds(Basis.ATTORNEY, Knew.PHOTO, reason, **paper, **found)
