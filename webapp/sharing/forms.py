"""Reading what was typed about sharing. Each form keeps the words as typed and says kindly how to put them right."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from webapp.accounts.rules import local_path
from webapp.base.clock import today
from webapp.base.days import day_of, day_refused, day_typed
from webapp.base.i18n import _
from webapp.doors.forms import MobileAsked
from webapp.grants.models import Given, Right, SharedPart
from webapp.grants.presets import FOR_A_WEEK, PRESET_PARTS, Preset, is_everything
from webapp.grants.rules import A_WEEK, LONGEST_WHY, NAME_LETTERS, plain_word, rights_for, word_fits
from webapp.preparation.rules import plain_words
from webapp.sharing.rules import LONGEST_SUGGESTION


@dataclass
class GrantForm:
    """What is shared and until when; `until` is the day as typed, like 3/11/2026. `week`: for seven days, whatever day stands there.

    `sure`: all of the plan is meant, they were asked twice.
    """

    parts: frozenset[SharedPart] = frozenset()
    until: str = ""
    until_on: date | None = None
    week: bool = False
    sure: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def standing(cls, parts: frozenset[SharedPart], until_on: date) -> "GrantForm":
        return cls(parts=parts, until=day_typed(until_on), until_on=until_on)

    def tick(self, preset: Preset | None) -> None:
        """Only the boxes: nothing is saved by it."""
        if preset is not None:
            self.parts, self.week = PRESET_PARTS[preset], preset in FOR_A_WEEK

    @classmethod
    def read(cls, posted) -> "GrantForm":
        made = cls()
        made.read_parts(posted)
        return made

    def read_parts(self, posted) -> None:
        self.parts = frozenset(part for part in SharedPart if part.value in posted.getlist("parts"))
        self.until = posted.get("until", "")[:20].strip()
        self.week, self.sure = posted.get("week") == "yes", posted.get("sure") == "yes"
        self.until_on = today() + A_WEEK if self.week else day_of(self.until)
        refused = day_refused(self.until_on, today())
        if not self.parts:
            self.errors["parts"] = _("Choose at least one part of your plan.")
        if refused:
            self.errors["until"] = refused

    def ask_twice(self, before: Collection[SharedPart] = ()) -> None:
        """All of a plan is not shared by one press; what is shared already is not asked for again."""
        if is_everything(self.parts) and not is_everything(before) and not self.sure:
            self.errors["sure"] = _("They would see all of your plan. Do you want that?")

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
    why: str = ""

    @classmethod
    def read(cls, posted) -> "NewGrantForm":
        made = cls(name=" ".join(posted.get("name", "")[:NAME_LETTERS].split()), why=plain_words(posted.get("why", ""))[:LONGEST_WHY])
        if not made.name:
            made.errors["name"] = _("Write their name.")
        made.read_number(posted)
        made.read_word(posted)
        made.read_parts(posted)
        made.ask_twice()
        return made


@dataclass
class WrittenGrantForm(NewGrantForm):
    """Staff write down what the person said to somebody of the surgery, or on paper, and read it back."""

    given: str = ""
    read_back: bool = False

    @classmethod
    def read(cls, posted) -> "WrittenGrantForm":
        made = cls(**vars(NewGrantForm.read(posted)))
        made.given, made.read_back = posted.get("given", ""), posted.get("read_back") == "yes"
        if made.given not in (Given.TALK, Given.PAPER):
            made.errors["given"] = _("Choose how the person said yes.")
        if not made.read_back:
            made.errors["read_back"] = _("Read it back to them. Then tick this.")
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
