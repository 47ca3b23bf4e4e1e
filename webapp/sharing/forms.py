"""Reading what was typed about sharing. Each form keeps the words as typed and says kindly how to put them right."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from webapp.accounts.rules import local_path
from webapp.base.clock import today
from webapp.base.days import day_of, day_refused, day_typed
from webapp.base.i18n import _
from webapp.doors.forms import MobileAsked
from webapp.grants.models import Right, SharedPart
from webapp.grants.rules import NAME_LETTERS, plain_word, rights_for, word_fits
from webapp.preparation.rules import plain_words
from webapp.sharing.rules import LONGEST_SUGGESTION


@dataclass
class GrantForm:
    """What is shared and until when; `until` is the day as typed, like 3/11/2026."""

    parts: frozenset[SharedPart] = frozenset()
    until: str = ""
    until_on: date | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def standing(cls, parts: frozenset[SharedPart], until_on: date) -> "GrantForm":
        return cls(parts=parts, until=day_typed(until_on), until_on=until_on)

    @classmethod
    def read(cls, posted) -> "GrantForm":
        made = cls()
        made.read_parts(posted)
        return made

    def read_parts(self, posted) -> None:
        self.parts = frozenset(part for part in SharedPart if part.value in posted.getlist("parts"))
        self.until = posted.get("until", "")[:20].strip()
        self.until_on = day_of(self.until)
        refused = day_refused(self.until_on, today())
        if not self.parts:
            self.errors["parts"] = _("Choose at least one part of your plan.")
        if refused:
            self.errors["until"] = refused

    @property
    def is_valid(self) -> bool:
        return not self.errors


@dataclass
class NumberAndWord(MobileAsked):
    """What the person and their carer both know: the carer's number, and the word the person chose."""

    word: str = ""

    def read_word(self, posted) -> None:
        self.word = posted.get("word", "")[:60]
        if not word_fits(plain_word(self.word)):
            self.errors["word"] = word_length()


@dataclass
class NewGrantForm(GrantForm, NumberAndWord):
    name: str = ""

    @classmethod
    def read(cls, posted) -> "NewGrantForm":
        made = cls(name=" ".join(posted.get("name", "")[:NAME_LETTERS].split()))
        if not made.name:
            made.errors["name"] = _("Write their name.")
        made.read_number(posted)
        made.read_word(posted)
        made.read_parts(posted)
        return made


@dataclass
class CarerDoorForm(NumberAndWord):
    asked: str = ""

    @classmethod
    def read(cls, posted) -> "CarerDoorForm":
        made = cls(asked=local_path(posted.get("next")) or "")
        made.read_number(posted)
        made.read_word(posted)
        return made


@dataclass
class RightsForm:
    """What a carer may do on each part that is shared with them."""

    rights: dict[SharedPart, Right]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted, parts: Collection[SharedPart]) -> "RightsForm":
        made = cls({})
        for part in parts:
            said = posted.get(f"right-{part.value}", "")
            if said in rights_for(part):
                made.rights[part] = Right(said)
            else:
                made.errors[f"right-{part.value}"] = _("Choose one of the answers.")
        return made


@dataclass
class SuggestionForm:
    words: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted) -> "SuggestionForm":
        made = cls(plain_words(posted.get("words", "")))
        if not made.words:
            made.errors["words"] = _("Write what you suggest.")
        elif len(made.words) > LONGEST_SUGGESTION:
            made.errors["words"] = _("This is too long for one box. Use fewer words.")
        return made


def word_length() -> str:
    return _("The word has 4 letters or more.")
