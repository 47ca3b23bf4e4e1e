"""Reading what was typed about sharing. Each form keeps the words as typed and says kindly how to put them right."""

from dataclasses import dataclass, field
from datetime import date

from webapp.accounts.rules import code_digits, is_mobile, phone_number
from webapp.base.clock import today
from webapp.base.days import day_of
from webapp.base.i18n import _
from webapp.sharing.models import SharedPart, Use
from webapp.sharing.rules import NAME_LETTERS, end_problem, plain_word, word_fits


@dataclass
class GrantForm:
    """What is shared and until when; `until` is the day as typed, like 3/11/2026."""

    parts: frozenset[SharedPart] = frozenset()
    until: str = ""
    until_on: date | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def standing(cls, parts: frozenset[SharedPart], until_on: date) -> "GrantForm":
        return cls(parts=parts, until=f"{until_on.day}/{until_on.month}/{until_on.year}", until_on=until_on)

    @classmethod
    def read(cls, posted) -> "GrantForm":
        made = cls()
        made.read_parts(posted)
        return made

    def read_parts(self, posted) -> None:
        self.parts = frozenset(part for part in SharedPart if part.value in posted.getlist("parts"))
        self.until = posted.get("until", "")[:20].strip()
        self.until_on = day_of(self.until)
        problem = end_problem(self.until_on, today()) if self.until_on else None
        if not self.parts:
            self.errors["parts"] = _("Choose at least one part of your plan.")
        if self.until_on is None:
            self.errors["until"] = _("Write the day like this: 3/11/2026.")
        elif problem == "past":
            self.errors["until"] = _("This day has passed. Choose a day to come.")
        elif problem == "late":
            self.errors["until"] = _("Choose a day within a year.")

    @property
    def is_valid(self) -> bool:
        return not self.errors


@dataclass
class NewGrantForm(GrantForm):
    name: str = ""
    number: str = ""
    kept: str | None = None
    word: str = ""

    @classmethod
    def read(cls, posted) -> "NewGrantForm":
        made = cls(name=" ".join(posted.get("name", "")[:NAME_LETTERS].split()), number=posted.get("number", "")[:40].strip())
        made.word = posted.get("word", "")[:60]
        made.kept = phone_number(made.number)
        if not made.name:
            made.errors["name"] = _("Write their name.")
        if made.kept is None or not is_mobile(made.kept):
            made.errors["number"] = _("Write a whole UK mobile number, like 07700 900123.")
        if not word_fits(plain_word(made.word)):
            made.errors["word"] = word_length()
        made.read_parts(posted)
        return made


@dataclass
class CarerDoorForm:
    number: str = ""
    kept: str | None = None
    word: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted) -> "CarerDoorForm":
        made = cls(number=posted.get("number", "")[:40].strip(), word=posted.get("word", "")[:60])
        made.kept = phone_number(made.number)
        if made.kept is None or not is_mobile(made.kept):
            made.errors["number"] = _("Write a whole UK mobile number, like 07700 900123.")
        if not word_fits(plain_word(made.word)):
            made.errors["word"] = word_length()
        return made


@dataclass
class CarerCodeForm:
    code: str = ""
    digits: str | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted) -> "CarerCodeForm":
        made = cls(code=posted.get("code", "")[:30])
        made.digits = code_digits(made.code)
        if made.digits is None:
            made.errors["code"] = _("The code has 6 numbers.")
        return made


def word_length() -> str:
    return _("The word has 4 letters or more.")


def chosen_uses(posted) -> frozenset[Use]:
    return frozenset(use for use in Use if use.value in posted.getlist("uses"))
