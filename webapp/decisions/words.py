"""How a conversation was held, in plain words, and what was saved in it as it is read."""

from datetime import date

from webapp.base.i18n import _, day_in_words, lazy
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import CHOICES
from webapp.decisions.models import How
from webapp.decisions.queries import Saved
from webapp.plans.forms import DAYS
from webapp.plans.rules import NOT_SURE, RULERS, TODAY
from webapp.plans.words import FIELD, PROGRESS

HOW = {
    How.ROOM: lazy("In the room"),
    How.PHONE: lazy("By phone"),
    How.VIDEO: lazy("By video"),
    How.VISIT: lazy("At their home"),
    How.AFTERWARDS: lazy("At home, afterwards"),
}
HOW_FOR_ME = HOW | {How.VISIT: lazy("At my home")}


def is_shown_elsewhere(saved: Saved) -> bool:
    """What both wanted and what they decided stand on their own beside a conversation."""
    return saved.field in TODAY or saved.kind in (ItemKind.DECISION, ItemKind.OPTION)


def saved_in_words(saved: Saved) -> tuple[str, str]:
    """The field's name and its words."""
    return str(FIELD.get((saved.kind, saved.field), saved.field)), said(saved.field, saved.words)


def said(field: str, kept: str) -> str:
    if field in DAYS:
        return day_in_words(date.fromisoformat(kept))
    if field in RULERS:
        return _("I am not sure") if kept == NOT_SURE else _("%(number)s of 10", number=kept)
    if field == "progress":
        return next((str(words) for value, words in PROGRESS.items() if value.value == kept), kept)
    return str(CHOICES.get(field, {}).get(kept, kept))
