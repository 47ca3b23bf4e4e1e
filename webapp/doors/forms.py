"""Reading what was typed at a door. Each form keeps the words as typed and says kindly how to put them right."""

from dataclasses import dataclass, field
from datetime import date

from webapp.accounts import rules
from webapp.base.clock import today
from webapp.base.i18n import _
from webapp.codes.reaching import typed_index


@dataclass
class DoorForm:
    """What every door asks: a date of birth, in three boxes."""

    day: str = ""
    month: str = ""
    year: str = ""
    asked: str = ""
    born: date | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def read_birth(self, posted) -> None:
        self.day, self.month, self.year = (posted.get(f"birth-{part}", "")[:20] for part in ("day", "month", "year"))
        self.asked = rules.local_path(posted.get("next")) or ""
        self.born = rules.birth_date(self.day, self.month, self.year, today())
        if self.born is None:
            self.errors["birth"] = _("Write the day, the month and the whole year. Like this: 14 3 1950.")

    @property
    def is_valid(self) -> bool:
        return not self.errors


@dataclass
class BirthForm(DoorForm):
    @classmethod
    def read(cls, posted) -> "BirthForm":
        made = cls()
        made.read_birth(posted)
        return made


@dataclass
class LetterForm(DoorForm):
    code: str = ""
    secret: str | None = None

    @classmethod
    def read(cls, posted) -> "LetterForm":
        made = cls(code=posted.get("code", "")[:60])
        made.secret = rules.letter_code(made.code)
        if made.secret is None:
            made.errors["code"] = _("The code has 12 letters and numbers. Please look at your letter again.")
        made.read_birth(posted)
        return made


@dataclass
class FrontDoorForm(DoorForm):
    """`index` finds the number or address without keeping it in clear."""

    reach: str = ""
    index: str | None = None

    @classmethod
    def read(cls, posted) -> "FrontDoorForm":
        made = cls(reach=posted.get("reach", "")[:254])
        made.index = typed_index(made.reach)
        if made.index is None:
            made.errors["reach"] = _("Write your whole phone number, or your email address.")
        made.read_birth(posted)
        return made


@dataclass
class MobileAsked:
    """A form that asks for a UK mobile number. `kept` is the number in E.164 when it is one."""

    number: str = ""
    kept: str | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def read_number(self, posted) -> None:
        self.number = posted.get("number", "")[:40].strip()
        self.kept = rules.phone_number(self.number)
        if self.kept is None or not rules.is_mobile(self.kept):
            self.errors["number"] = _("Write a whole UK mobile number, like 07700 900123.")


@dataclass
class GivenCodeForm(DoorForm):
    """A code from the desk, or one that staff sent to confirm a phone."""

    code: str = ""
    digits: str | None = None

    @classmethod
    def read(cls, posted) -> "GivenCodeForm":
        made = cls(code=posted.get("code", "")[:30])
        made.digits = rules.code_digits(made.code)
        if made.digits is None:
            made.errors["code"] = six_numbers()
        made.read_birth(posted)
        return made


@dataclass
class CodeForm:
    code: str = ""
    digits: str | None = None
    name: str = ""
    asked: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted) -> "CodeForm":
        made = cls(code=posted.get("code", "")[:30], name=posted.get("name", "")[:60].strip())
        made.asked = rules.local_path(posted.get("next")) or ""
        made.digits = rules.code_digits(made.code)
        if made.digits is None:
            made.errors["code"] = six_numbers()
        return made

    @property
    def is_valid(self) -> bool:
        return not self.errors


@dataclass
class StaffForm:
    email: str = ""
    password: str = ""
    digits: str = ""
    asked: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted) -> "StaffForm":
        made = cls(email=posted.get("email", "")[:254].strip(), password=posted.get("password", "")[:1000])
        made.digits = rules.code_digits(posted.get("code", "")[:30]) or ""
        made.asked = rules.local_path(posted.get("next")) or ""
        return made


def six_numbers() -> str:
    return _("The code has 6 numbers.")


def no_match() -> str:
    """One sentence for every date, code or number that does not fit, whatever the reason."""
    return _("This does not match what we have. Please look at it again.")
