"""How a conversation was held, in plain words, and what was saved in it as it is read."""

from webapp.base.i18n import lazy
from webapp.chapters.kinds import ItemKind
from webapp.decisions.models import How
from webapp.decisions.queries import Saved
from webapp.plans.rules import TODAY
from webapp.plans.words import FIELD, in_words

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
    return str(FIELD.get((saved.kind, saved.field), saved.field)), in_words(saved.field, saved.words)
