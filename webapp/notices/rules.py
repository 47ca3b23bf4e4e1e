"""What is still missing from a practice's own record. Pure."""

from datetime import date

from webapp.notices.models import DataRecord

ASKED = ("controller", "basis", "agreement", "contact", "review_on")
REVIEW_LATE = "review_late"


def missing(found: DataRecord | None, today: date) -> list[str]:
    """Names of what is empty, in the order they are asked for, and `review_late` when nobody looked at it in time."""
    if found is None:
        return list(ASKED)
    late = [REVIEW_LATE] if found.review_on and found.review_on < today else []
    return [name for name in ASKED if not getattr(found, name)] + late
