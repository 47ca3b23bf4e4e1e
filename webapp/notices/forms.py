"""Reading what a practice writes about its data. An empty line may be saved: it is shown as missing until it is filled in."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from webapp.base.clock import today
from webapp.base.days import day_of, day_refused, day_typed
from webapp.base.i18n import _
from webapp.notices.models import DataRecord

LONGEST = 300
LINES = ("controller", "basis", "agreement", "contact")


@dataclass
class DataForm:
    """`review` is the day as typed. `seen` is the row that stood when the page was made."""

    controller: str = ""
    basis: str = ""
    agreement: str = ""
    contact: str = ""
    review: str = ""
    review_on: date | None = None
    seen: UUID | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def standing(cls, found: DataRecord | None) -> "DataForm":
        if found is None:
            return cls()
        review = day_typed(found.review_on) if found.review_on else ""
        return cls(found.controller, found.basis, found.agreement, found.contact, review, found.review_on, found.id)

    @classmethod
    def read(cls, posted) -> "DataForm":
        made = cls(**{name: " ".join(posted.get(name, "")[: LONGEST + 1].split()) for name in LINES})
        made.review = posted.get("review", "")[:40].strip()
        made.review_on, made.seen = day_of(made.review), row_id(posted.get("seen", ""))
        for name in LINES:
            if len(getattr(made, name)) > LONGEST:
                made.errors[name] = _("That is too long. Write %(most)s letters or fewer.", most=LONGEST)
        refused = day_refused(made.review_on, today()) if made.review else None
        if refused:
            made.errors["review"] = refused
        return made

    def values(self) -> dict[str, Any]:
        """The columns of a row. Only of a form without errors."""
        return {name: getattr(self, name) for name in (*LINES, "review_on")}


def row_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
