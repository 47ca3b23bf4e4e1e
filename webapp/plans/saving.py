"""A form of the plan becomes a save: 200 when it stands, 409 when somebody else wrote in the same field, 422 when something must be put right."""

from dataclasses import replace

from sqlmodel import Session

from webapp.base.i18n import _
from webapp.plans.changes import Hand, save_words
from webapp.plans.forms import Typing, name_of, needs_reading_back
from webapp.plans.models import Plan, Side
from webapp.plans.queries import Whole
from webapp.preparation.rules import plain_words

READ_BACK = "read_back"
LONGEST_NAME = 120


def save(session: Session, *, plan: Plan, whole: Whole, typing: Typing, by: Hand, helped_by: str = "", read_back: bool = False) -> int:
    """`whole` is the plan as it stood when `plan` was taken. Staff who type a person's own words say that they read them back."""
    if by.side is Side.PROFESSIONAL and not read_back and needs_reading_back(typing, whole):
        typing.errors[READ_BACK] = _("Read their words back to them. Then tick the box.")
    if typing.errors:
        return 422
    by = replace(by, scribe=by.side is Side.PROFESSIONAL and read_back, helped_by=plain_words(helped_by)[:LONGEST_NAME])
    items = {part.item.id: part.item for part in whole.parts if part.item}
    saved = save_words(session, plan=plan, typed=typing.typed, by=by, items=items)
    parts = {part.item.id if part.item else plan.id: part for part in (whole.own, *whole.parts)}
    typing.clashes = {name_of(parts[about], what): kept for (about, what), kept in saved.clashes.items()}
    return 409 if saved.clashes else 200
