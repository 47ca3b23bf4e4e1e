"""What was posted about how a goal is going."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.base.i18n import _
from webapp.edits.saving import LONGEST_NAME
from webapp.plans.rules import Progress
from webapp.preparation.rules import plain_words

# Short enough that the newest notes of three goals, with a column to write in, stand on one side of paper.
LONGEST_NOTE = 300


@dataclass
class NoteForm:
    """What was typed, as it was typed, and what is wrong with it."""

    how: str = ""
    words: str = ""
    helped_by: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, form: Mapping[str, str]) -> "NoteForm":
        made = cls(form.get("how", ""), plain_words(form.get("note", "")), plain_words(form.get("helped_by", ""))[:LONGEST_NAME])
        if made.how not in list(Progress):
            made.errors["how"] = _("Choose one of the answers.")
        if len(made.words) > LONGEST_NOTE:
            made.errors["note"] = _("This is too long for one note. Use fewer words.")
        return made

    @property
    def chosen(self) -> Progress:
        return Progress(self.how)
